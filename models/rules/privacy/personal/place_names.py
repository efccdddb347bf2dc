"""Names that are no person's: places, peoples, firms, ships, makes and feasts, word by word."""

_LISTED = """
accra ace aceh addis adobe advent afghanistan agam agats agra agu agustus agya airasia alaska albania algeria
aljazair alor ambarawa ambon amman amsterdam amuntai anambas android angeles angkasapura ankara apapo apec appstore
apr arabia argentina argentine armenia aruk asahan asdp asean asmat atambua athena athens auckland aug austria avanza
awal ayla azerbaijan babel badau badung baghdad bahrain bajo bakamla balai bali balige balikpapan baloi bandar
bandarseri bandung bangalore banggai bangka bangkalan bangkinang bangkok bangli banjar banjaran banjarbaru
banjarmasin banjarnegara bantaeng banten bantul banyuasin banyumas banyuwangi baran barcelona bareskrim barito barru
batak batam batamfast batang batanghari batik batu batuaji baturaja baubau bawaslu bay bc bca bcs beat bedok begawan
beijing beirut bekasi belakang belawan belgia belgium belinyu belitung bengkalis bengkong bengkulu berastagi berau
berlin betawi biak binjai bintan bintaro bintulu bintuni bireuen birmingham bitung biznet bjb blangpidie blitar blora
bluebird bmkg bni bnn bnpb bogor bojonegoro bolaang bolivia bondowoso bone bonjol bontang borneo boston boven
boyolali bp2mi bp3mi bpbatam bpjs bpk bpn bpom bps brasil brazil brebes bri brimob brio brisbane brk bros brunei
brussel brussels bsd bsi btn budapest buddha budha bugis bukit bukittinggi bukopin buleleng bulgaria bulog bulukumba
bumd bumn bun bungo bunguran burma buru busan buton cairns cairo california calya cambodia cambridge cameroon
canberra canggu canva cap caruban casablanca cebu celebes cempaka cengkareng changi chennai chicago chile chili
chittagong christchurch ciamis cianjur cibinong cibubur cikampek cikarang cilacap cilegon cileungsi cileunyi cimahi
cimb ciputat cirebon ciremai citilink citra ciwidey clementi colombia combol congo copenhagen croatia cuba cyberjaya
cyprus dabo daihatsu daik dairi dallas damascus damri danamon davao dayak dec deiyai delhi deliserdang demak demokrat
denmark denpasar densus depok des desaru desember dhaka dharmasraya digoel dili diponegoro dirjen disdukcapil ditjen
ditpolair dobo dobonsolo dogiyai doha dolok dolphin dompu donggala dpr dprd dubai dublin dukcapil dumai durai durban
duri ecuador edinburgh egypt embung emirates empat ende engku enrekang entikong ertiga estonia ethiopia etihad excel
express facebook fakfak feb februari ferindo fiji finland finlandia fisabilillah florida fortuner fpi frankfurt g20
gajah galungan gambir garuda garut gayo gbi geneva georgetown georgia gerindra geylang ghana gianyar gili gki glasgow
gmail go goa golden golkar google gorontalo gowa gramedia grand greece gresik grobogan guangzhou gudang gunungkidul
gunungsitoli haji ham hamburg hang hanoi hanura harare harbour harbourbay harbourfront hardware hatta hawaii helsinki
hilir hill hindhu hindu hkbp hobart hochiminh honda hongkong honiara horizon hougang houston hungaria hungary hut
hyderabad hypermart icao iceland iduladha idulfitri ilo imf imlek imo indihome indomas indragiri indralaya indramayu
infokim inggris inhil inhu innova instagram intel inteldakim interpol iom ios ipoh irak iran iraq ireland irlandia
islam islamabad isra israel istanbul jabar jabodetabek jago jailolo jaipur jakarta jakbar jakpus jaksel jaktim jakut
jamaica jambi jamsostek jan januari jateng jatim jatinangor java jawa jayapura jayawijaya jazz jb jebat jeddah jemaja
jember jembrana jeneponto jenewa jenius jepara jetstar jimbaran jodoh jogja johannesburg johor jombang jonggol
jordania juanda jul jun jupiter jurong kabanjahe kabil kabul kai kaimana kajang kalbar kalianda kalimantan kalsel
kaltara kalteng kaltim kampar kanwil kapuas karachi karanganyar karangasem karantina karawang karimun karo kasu
kathmandu katolik katong kawasaki kazakhstan kebayoran kebumen kedah kediri keerom kejaksaan kejari kelantan kelapa
kelud kemayoran kemenimipas kemenkumham kemenlu kemnaker kemuliaan kendal kendari kenya kepanjen kepri kepulauan
kerala kerinci ketapang kfc kiev kigali kijang kinabalu kisaran klang klaten kluang klungkung kochi kodim kolaka
kolkata koln kolombia komering komnas kompolnas konawe konghucu kopenhagen kopi koramil kota kotabaru kotabumi
kotamobagu kotawaringin kp3 kpai kpk kpu kristen krl ksop kua kuala kualanamu kuansing kuantan kuching kudus kukup
kulonprogo kundur kuningan kupang kuta kutacane kutai kuwait kwi ky kyiv kyrgyzstan labobar labuan labuhanbatu lagoi
lagos lahat lahore laksamana lalintalkim lamongan lampung langkat langkawi langsa lantamal laos lapor latvia lawang
lawit lebak lebanon lebar leeds lekir lekiu lembang lengkana leste letung lhokseumawe libya line lingga linggau linux
lion lisbon lithuania liverpool liwa lombok london lrt lubuk lubukpakam lumajang lumpur luwu luwuk luxembourg lyon ma
macau mada madinah madiun madrid madura magelang magetan majalaya majalengka majene majestic makasar makassar makkah
malacca maladewa malang malawi maldives mali malinau malta maluku mamuju manado manchester mandailing mandalika
mandar mandiri manggar manila manokwari mappi mar maret marina marine maroko maros marseille martapura masai masohi
matahari mataram maulid maumere mauritius maybank mcd mecca medan megamall meh mei mekkah meksiko melaka melawi
melayu melbourne mempawah mentawai menteng merah meral merangin meranti merauke mersing mesir mesuji metro meulaboh
mexico miami midai mimika minahasa minang minangkabau mio miraj miri mitsubishi mk mlaka mojokerto molina mongolia
moresby moro morocco morotai morowali moscow motaain motamasin mozambique mpaspor mpr mrt muar muara muaraenim
muhammadiyah muharram mui multan mumbai muna munchen munich muntilan muntok musi nabire nadi nadim nadu nagan nagoya
nairobi nam namibia namlea naples napoli nasdem natal natuna negara neo nepal nevada newzealand nganjuk ngawi niaga
nias nice nissan nmax nongsa norway norwegia nov november novena ntb ntt nu nunukan nusa nusantara nyepi ocbc oceanna
oct ogan ohio okt oktober oku ombudsman one orchard osaka oslo otorita oxford pacitan padang padangsidimpuan
pagaralam pahang pahat painan pajero pakpak palangka palangkaraya palembang palestina palestine palopo palu pamekasan
pamulang pan panama panbil pandeglang pangandaran pangkalan pangkalankerinci pangkalpinang pangkep pangururan paniai
panin panyabungan papbar papua parade paraguay parapat pare parepare pariaman parigi paris pasaman pasar paser pasir
paskah paspor pasuruan pati pattaya pattimura paya payakumbuh pbb pcx pdam pdip pecong pekalongan pekanbaru pelalawan
pelindo pelni pemalang pematang pemping penagi penajam penang pengadilan pengerang pentakosta penuba perak perindo
perlis pertamina perth peru pesawaran peshawar petaling petersburg pgi phnompenh phuket pidie pinang pinrang pizza
pkb pks playstore pln pluit poland polandia polda polewali polres polresta polri polsek ponorogo pontian pontianak
porto portugal portugis pos poso pp ppat ppp prabumulih prague praha prambanan prawn pringsewu probolinggo protestan
puncak pune punggol punjab purbalingga purwakarta purwodadi purwokerto puteh putrajaya putussibau qantas queenstown
quetta raha ramayana ranai rancaekek rangoon rantauprapat rawalpindi rawamangun rawas raya rembang rempang
rengasdengklok rengat riau riayat riyadh rokan romania rome rote rotterdam rumania rush ruteng rwanda sabah sabang
sabuk saigon salatiga samarinda sambas sambu sampang sampit samsat sanana sandakan sangatta sanggau sanggul sangihe
sanur sarawak sarmi sarolangun satpol saudi saumlaki sawahlunto schengen scoopy scoot scotland seabank seattle
sebatik sebong sededap segamat sekadau sekanak sekayu sekilak sekupang selangor selatpanjang semarang seminyak
senayang senegal senen sengkang sentani seoul sep sepinggan sept september serang serangoon serasan serbia serdang
seremban seri serpong serui setar seville shahalam shanghai shenzhen siak siantan siantar sibolga sibu sidikalang
sidoarjo sidrap sigi sigli sigra siimi sijunjung simalungun simeulue simkim simpang simponi sina sindo singapore
singapura singaraja singkawang singkep singkil sinjai sintang sipirok situbondo skotlandia skouw skudai slawi sleman
slovakia slovenia soe soekarno soetta sofifi solo solok somalia soppeng soreang sorong sp4n spain sragen sriwijaya
stabat starbucks starlink stockholm stulang subang sudan sugi sukabumi sulawesi sulbar sulsel sulteng sultra sulut
sumatera sumatra sumba sumbar sumbawa sumedang sumenep sumsel sumut sunda sungailiat sungaipenuh supra surabaya
surakarta suriah suva sweden swedia swiss switzerland syah syahbandar sydney sylhet syria tabanan tabib taipei taiwan
tajikistan takalar takengon talaud tambelan tamil tampines tanah tangerang tanggamus tanjab tanjung tanjungpinang
tanjungsari tanzania tapaktuan tapanuli tarakan tarempa tarutung tasikmalaya tawau tebing tebingtinggi tebo tegal
tehran telegram telkom telkomsel teluk temanggung tembagapura tembilahan temenggung tenggarong terengganu terios
ternate terong teuku texas tiam tiban tidar tidore tigaraksa tikkim tiktok timika timor timorleste tioman tionghoa
tni toba tobelo toboali tojo tokyo toli tomohon tondano top toraja toronto toyota tpi transjakarta transnusa
trenggalek tuah tual tuas tuban tulangbawang tulungagung tunis tunisia turin turki twitter uban ubud uganda ukraina
ukraine umno ungaran unhcr unicef uruguay utah uzbekistan valencia vancouver vario vegas venesia venezuela venice
vienna vientiane vivocity wa wag waingapu waisak wajo wakatobi wales walubi wamena waropen warsaw warsawa washington
wates wayabung weda weleri wellington whatsapp who whoosh wifi windows wings wini wonogiri wonosari wonosobo
woodlands word worldbank wto xenia yahoo yahukimo yamaha yaman yangon yemen yishun yogyakarta york youtube yunani
zambia zealand zimbabwe zoom zurich
"""
PLACE_NAMES = frozenset(_LISTED.split())
