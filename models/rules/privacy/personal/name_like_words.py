"""Words that may be a name as well as something else, and words behind which a name is that of a place or firm."""

# Taken for a name only where one is expected.
_ALSO = """
abdi adil agung akbar akhir alam amanah amber amin amit ananda angel angkasa april argo asmara asri bagus baker bala
barus baso berkah berlian bill bintang black brown bunga cahaya cahya carter daeng tuanku cici cinta contoh cook
crystal cut
dahlia daisy damar darma dawn delima dewa dharma endah faith fajar fitri frank gading gagas galang galuh gede ginger
goto grace grant green guci gulo guntur guy hakiki hakim halilintar hana hidayah hikmat hilal hope hulu hunter imam
iman indah intan isa ito ivy jack jade jasmine jati jaya jelita jordan joy jr juli june juni junior kaisar karim
karunia karya kasih kato kelana kencana king kukuh kurnia lantang latif lee lena leo lily lola long luhur made makmur
malau mangku manik mark mason mawar max may maya mega melati mercedes meta milan mukti mulia mulya murni muslim
mutiara naja nata ni nilam nirwana nona nur oka oman pamungkas pangeran pelangi pelita perdana perkasa permata
pertiwi pilar prabu praja pramuka prihatin prima puji purnama putra putri rahim rahmat raja rajab ramadan ramadhan
ratu ray restu rezeki rezki ria rio rizki robin rohmah rose ruby safaat safira sakinah sakti salam samudra sandi sari
sastra satria satya sekar senior senja sentosa setia sopir subur suci sultan sulu summer sunny surip surya syahid
syawal syuhada syukur tan tauhid teguh tengku tirta titik tri tulus umi untung utama utami victoria violet wangsa
welas white wibawa wulan young zaman
"""
# Jalan Ahmad Yani, Bandara Hang Nadim, PT Budi Jaya.
_PLACES = """
agensi airport apartemen aplikasi apotek avenue bandar bandara bandaraya bank bay beach benteng blok bukit bupati
church cluster college cv danau desa dinas distrik dusun embung feri ferry firma gang gedung gereja gg gkpi griya
gubernur gunung harbor harbour hari hill hospital hostel hotel idul institut island jalan jalur jemaat jembatan jl
jln kab kabupaten kampong kampung kampus kapal kav kavling kbri kec kecamatan kel kelurahan kg kjri klenteng klinik
km kmp komplek kompleks konsulat koperasi kota kp kri kursus lake lapangan laut lembaga lorong lrg mall man masjid
menteri merek merk mesjid monumen mosque mount mts museum musholla mv nabi nagari negara ormas pabrik pangkalan
pantai partai pasar pelabuhan pertokoan perum perumahan perusahaan pesantren plaza pondok ponpes port presiden
provinsi pt pulau puskesmas rasulullah raya residence restoran rm road rs rsu rsud rsup rt ruang ruko rumah
rumahmakan rw sakit sd sekolah selat ship simpang sma sman smk smkn smp smpn st stadion street sungai surah surat
taman tanjung tbk teluk temple terminal tk toko tpi travel ud univ universitas university vessel vihara walikota
warung wisma yayasan
"""
# Warung Bang Jali, Sate Pak Kumis, MV Putri Contoh: the name is the shop's, the dish's or the ship's.
_DISHES = "bakso sate nasi soto mie martabak kopi lontong rujak gado bubur lagu film sinetron serial drakor kasus"
_TRADES = f"""
{_DISHES} warung toko kedai rm resto restoran restaurant cafe kafe kantin salon bengkel apotek klinik studio counter
hotel wisma masjid mesjid musholla surau mushola jalan jl jln jembatan bandara mv mt km kmp kri kn lct tb tk sb ss
feri ferry kapal speedboat speed boat tongkang tugboat vessel pancung pompong rusunawa stadion
"""
ALSO_WORDS = frozenset(_ALSO.split())
TRADES = frozenset(_TRADES.split())
PLACES = frozenset(_PLACES.split()) | TRADES - frozenset(_DISHES.split())
