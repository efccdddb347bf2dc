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
suster mister misses gue gw gua mb mbk wak wan atok tok datok datuk dato datin nenek pakcik makcik pakde bude pakdhe
budhe
maklong mak paklong uda uni ajo daeng dg opung ompung oppung amang inang tulang nantulang lae eda bapa mama mamak
bapatua
nyong nona bli mbok cak cece acik abah umi ummi yai tuan_guru ustad ustazah ustadzah bos boss nakhoda nahkoda kep
kapten juragan toke tauke towkay akak kuya ate tatay nanay mdm uncle sheikh syekh syech hjh daw ko saw ma maung oma
opa
eyang mbah simbah ibuk bapake emak emmak babe engkong encang encing kopral praka pratu serda letnan bripda brigadir
ipda
iptu akbp lettu mayor pelda peltu sertu kanit pandu mandor tekong tekongnya agennya calo majikannya bosnya suaminya
istrinya anaknya adiknya kakaknya temannya kawannya kawan namanya namany bernama pengacara kuasa wakil sponsor
penjamin
nasabah tersangka korban pelaku saksi pelapor pemohon penumpang tki tkw pmi crew kru abk kapten
surname identitas calonyo petugasnyo sus zuster meneer mevrouw
"""
# Behind these it may have small letters as well.
_SURELY = """
ibu bapak bpk pak bu sdr sdri saudara saudari tuan nyonya ny tn mr mrs ms mas mbak mba kak bang abang koh cik om
tante ustadz ustaz ustad haji hj mb mbk wak atok tok pakcik makcik pakde bude mamak abah akak cak cece opung ompung
oppung amang
inang lae bli datuk nakhoda mandor tekong si encik puan cikgu mang teh kang neng mbah bripka aiptu gus bernama
"""
# And behind these, if it is like a name.
_OWN = "saya sy aku gue gw kami"
# Between them and the name.
_BETWEEN = """
saya sy kami kandung beliau tiri ipar yang h hj hjh drs dr ir dra rt rw ketua long ngah lang teh su uteh busu lurah
camat haji
kades dukuh pak bang guru dokter ust ustad ustadz kapten tuan bapak ibu
"""
# Behind these stands a place or a thing, unless it is a frequent name.
_THINGS = """
di ke dari lewat via melalui pakai pake pk naik merk merek aplikasi apk kota pulau kapal feri hotel bank daerah
tujuan menuju sampai seperti kayak versi judul kata hari bulan tanggal lagu film acara event in at from to near on
using by via through around the a an our this that every with for and or like and new
"""
# Behind these a name may look like a word of another language: Kak Nor, Uni Yet.
_KIN = """
pak pa bu bang kak mas mbak mba mb wak atok tok nek pakcik makcik mak uda uni daeng dg opung ompung amang inang
tulang lae
nyong bli cak cece ci cik koh ko akak abah yai bos om tante oma opa teh kang neng aa ustadz ustad
"""
# These follow all the same.
_SAID = """
please pls plz sorry thank thanks thx ok okay yes no hello hi help good morning you my the is why how what when where
can
admin min sir madam boss all team online offline i we this that if and or but not do not just wait very
"""
KIN = frozenset(_KIN.split())
SAID = frozenset(_SAID.split())
PERHAPS = frozenset(_PERHAPS.split())
SURELY = frozenset(_SURELY.split())
OWN = frozenset(_OWN.split())
BETWEEN = frozenset(_BETWEEN.split())
THINGS = frozenset(_THINGS.split())
