"""Frequent names of Indonesian people that are hardly a word of anything else: given names and names of clans."""

# Left out is what is also a word, a month, a feast or a firm: Bagus, Bunga, Hari, Indah, Made, Ramadhan, Tri.
_WOMEN = """
agustina aisah aisyah amalia amelia aminah anggraeni anggraini ani anisa anisah annisa apriliani ariani arini asih
astuti atik aulia ayu christina clara desi dessy devi dewi diah diana dina elisabeth elly emi endang erna ernawati
erni esti eva evi farida fatimah fatmawati febriani fitria fitriani fitriyah halimah handayani hartati hartini
hasanah hasnah herawati herlina hernawati ida ika indrawati ira irawati irma ismawati jamilah jumiati juwita kartika
kartini khadijah komariah kristina kurniasih kurniati laila larasati latifah lestari lidya lilis lina linda lusiana
magdalena maimunah mardiana margareta maria mariana marlina marni martha maryam maryati megawati mira mirna monica
mulyani mulyati murniati mutia nadia nanik natalia neneng ningsih nirmala novi novita novitasari nuraini nurhasanah
nurhayati nurjanah nurlaila nurmala nurul oktavia oktaviani purwanti puspita puspitasari rahayu rahma rahmah
rahmawati rahmi ratih ratna ratnasari ratnawati retno ria rina rini riska risma rita riyanti rohani rohmah rosdiana
rosita rosmawati rosmiati rubiah rukmini salmah salsabila santi saras setiawati setyowati shinta sinta siska siti
sitti sofia solikhah sri sukmawati sulastri sumarni sumiati supriyati suryani suryati susanti susi susilawati sutini
suwarni syarifah tika tini titin tuti ummi utami vina vivi wahyuni wati widya widyastuti winarti wiwik wulan
wulandari yani yanti yati yeni yenny yessi yuliana yuliani yulianti yuliati yuni yuniarti yusnita yusra zahra zainab
zubaidah zulaikha zuraida
"""
_MEN = """
abdul abdullah abdulrahman abdurrahman achmad ade adi aditya afrizal agus ahmad aji akbar akhmad alamsyah aldi
alfian alif amir amiruddin anang andi andika andreas andri andrian andrianto andy anton antoni antonius anwar ardi
ardian ardiansyah ari ariansyah arief arif arifin aris arman armando asep asrul azhar azis bagas bahari baharuddin
bahrudin bambang basri basuki bayu benny bima boby budi budianto budiman budiyanto burhan burhanuddin cahyadi cahyo
cahyono candra chandra danang daniel darmawan darwin david dedi dedy deni denny dian dicky didik dimas djoko dodi
dody doni donny dwi eddy edi edy efendi effendi eka eko erik erwin fachrul fadhil fadli fahmi fahri faisal fajar
farhan fauzan fauzi febri ferdi fikri firdaus firman firmansyah galih gilang gunadi gunawan habibi hadi hafiz halim
hamdan hamid hamzah handoko haris hariyanto hartono harun haryanto haryono hasan hasanuddin hasyim hendra hendri
hendrik hendro heri heriyanto herman hermanto hermawan herry heru hidayat hidayatullah husein husin husni ibrahim
idris ihsan ikhsan ikhwan ilham ilyas indra iqbal irawan irfan irham irwan irwansyah irwanto iskandar ismail iswanto
iwan jajang jamal jamaluddin johan johannes joko joni jono jufri juliansyah jumadi junaedi junaidi kadek kamaruddin
karyono ketut komang kosasih krisna kurniadi kurniawan kusnadi kusuma lukman lutfi luthfi mahmud maman mansur mardi
marwan maulana michael moch mochamad mochammad moh mohamad mohammad mohd muchtar muh muhamad muhammad mukhlis
mukhtar mulyadi mulyana mulyanto mulyono musa mustafa mustofa nanang nasir nasrul ngurah nugraha nugroho nur nurdin
nurhadi nyoman oki pandu panji permana pramono pranata prasetya prasetyo pratama prayitno prayogo priyanto purnomo
purwanto putra putu rachman rachmat raden rafi rahmad rahman rahmat rama ramdani ramli randi rangga rano rasyid
rendi rendra reza rhoma rian ricky ridho ridwan rifai rifki riko rinaldi riski rismanto riyadi riyanto rizal rizki
rizky robby robert robi rochman rohman roni ronny rosyid rudi rudianto rudy rully rusdi ruslan rusli rustam sahrul
saifuddin saiful saleh salim samsudin samsul santoso sapto saputra saputro sarwono satria satrio setiadi setiawan
setyawan sigit slamet sobari sofyan soleh solihin stefanus suardi subagio subagyo sudarsono sudirman sudrajat sugeng
sugianto sugiarto sugiono sugiyono suhaimi suhardi suharto suhartono suhendra suherman sujatmiko sukardi sukarno
sulaiman sulistyo sumantri sumardi sumarno sunardi sunarto sunaryo supardi suparman suparno supratman supri supriadi
supriyadi supriyanto supriyono suratman suryadi suryana suryanto suryono susanto susilo sutanto sutarno sutrisno
suwandi suwarno suyanto suyatno syafii syafrizal syafruddin syahputra syahrial syahrul syaiful syamsuddin syamsul
syarif syarifuddin tarmizi taufan taufik taufiq teddy teguh toni tono tony triyono ucok udin umar usman utomo wahid
wahyono wahyu wahyudi wawan wayan wibisono wibowo widianto widodo wijaya winarno wiranto wiryawan wisnu yadi yahya
yanto yanuar yoga yogi yohanes yosef yudha yudhi yudi yulianto yulius yunus yusman yusri yusuf zaenal zaenuddin
zainal zainuddin zaki zulfikar zulkarnain zulkifli
"""
_CLANS = """
batubara daulay ginting gultom harahap hasibuan hutabarat hutagalung hutapea latuconsina lontoh lubis lumbantobing
manalu mandagi manoppo manurung marpaung naibaho nainggolan napitupulu nasution nguyen nurmantyo pakpahan
pangaribuan panggabean panjaitan pardede pasaribu pattiwael pohan purba rangkuti rumengan samosir saragih sembiring
siagian siahaan sianipar siburian sihombing sihotang silaban silalahi silitonga simamora simanjuntak simarmata
simatupang simbolon sinaga sinambela sipahutar sirait siregar sitanggang sitepu sitinjak sitohang sitompul sitorus
situmeang situmorang sumual tambunan tampubolon tarigan tobing tuasikal tumbelaka wenas
"""
# Names that are words as well: taken for one only where a name is expected.
_ALSO = """
agung amin angkasa bagus berlian bintang bunga cahaya cinta contoh feri ferry fitri guntur hakim imam indah intan
jaya jelita juli juni karim kasih kencana kurnia latif made makmur manik mawar mega melati mulia murni muslim
mutiara nirwana pelangi perkasa permata pertiwi purnama putri rahim rajab ramadan ramadhan sakti salam samudra sandi
sekar senja sentosa setia subur suci surya syawal titik umi untung utama
"""
# A name is a place's or an institution's behind these: Jalan Ahmad Yani, Bandara Hang Nadim.
_PLACES = """
airport apartemen apotek bandar bandara bank blok bupati cluster cv danau desa gang gedung gereja gg griya gubernur
gunung hari hotel idul institut jalan jalur jl jln kab kabupaten kampung kampus kapal kec kecamatan kel kelurahan
klinik km kmp komplek kompleks koperasi kota kp kri lapangan mall man masjid menteri mesjid mts musholla pantai
pasar pelabuhan pertokoan perum perumahan pesantren plaza pondok ponpes presiden provinsi pt pulau puskesmas raya
residence restoran rm road rs rsu rsud rsup ruko rumah rumahmakan sakit sd sekolah simpang sma smk smp stadion
street sungai taman tanjung tbk teluk terminal tk toko ud univ universitas vihara walikota warung wisma yayasan
"""
GIVEN = frozenset(f"{_WOMEN}{_MEN}{_CLANS}".split())
ALSO_WORDS = frozenset(_ALSO.split())
PLACES = frozenset(_PLACES.split())
