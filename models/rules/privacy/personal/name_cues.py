"""Words behind which a name stands, or may stand."""

# Behind these may stand a name; then it has a capital.
_PERHAPS = """
ibu ibunda bapak bpk bapk pak pa bu sdr sdri saudara saudari tuan nyonya ny tn mr mrs ms miss mas mbak mba kak bang
abang koh cik ci om tante ustadz ustaz haji hajah hj dr drs dra ir suami istri isteri anak putra putri adik kakak
adek ayah mama papa paman bibi keponakan sepupu teman rekan atasan majikan petugas pegawai oknum calo agen tetangga
mertua husband wife son daughter friend brother sister father mother officer staff admin operator security satpam
alias als bin binti dipanggil inisial an am im m is of nama saya sy aku tertulis tertera ditulis seharusnya harusnya
menjadi jadi bukan si sama dgn dengan oleh kpd kepada hubungi hub ini punya milik utk untuk me it's its by
encik puan cikgu mme madame monsieur herr frau senor sir madam auntie uncle dear hi hello halo hai mang teh kang aa
neng nek kek mbah calonya calonnya petugasnya orangnya kernet supir sopir fb facebook kapten kompol bripka aiptu
briptu iptu akp serka koptu dokter perawat bidan guru dosen nyai tengku teuku raden gus kyai pendeta pastor romo
suster mister misses
"""
# Behind these it may have small letters as well.
_SURELY = """
ibu bapak bpk pak bu sdr sdri saudara saudari tuan nyonya ny tn mr mrs ms mas mbak mba kak bang abang koh cik om
tante ustadz ustaz haji hj si encik puan cikgu mang teh kang neng mbah bripka aiptu gus bernama
"""
# And behind these, if it is like a name.
_OWN = "saya sy aku gue gw kami"
# Between them and the name.
_BETWEEN = "saya sy kami kandung beliau tiri ipar yang h hj drs dr ir dra"
# Behind these stands a place or a thing, unless it is a frequent name.
_THINGS = """
di ke dari lewat via melalui pakai pake pk naik merk merek aplikasi apk kota pulau kapal feri hotel bank daerah
tujuan menuju sampai seperti kayak versi judul kata hari bulan tanggal lagu film acara event in at from to near on
using by via through around the a an our this that every with for and or like and new
"""
PERHAPS = frozenset(_PERHAPS.split())
SURELY = frozenset(_SURELY.split())
OWN = frozenset(_OWN.split())
BETWEEN = frozenset(_BETWEEN.split())
THINGS = frozenset(_THINGS.split())
