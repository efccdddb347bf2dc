"""Names that are no person's: places, peoples, firms, ships, makes and feasts, word by word."""

_LISTED = """
accra ace aceh acer addis adobe advent afghanistan agam agats agoda agra agu agustus agya airasia airbnb alaska
albania algeria aljazair allya alor amaris ambarawa ambon amman amsterdam amuntai anambas android angeles angkasapura
ankara apapo apec appstore apr aqua arabia argentina argentine armenia aruk asahan asdp asean asmat aston atambua
athena athens auckland aug austria avanza avava awal ayla azerbaijan babel babinsa badau badung baghdad bahrain baja
bajo bakamla balai bali balige balikpapan baloi bandar bandarseri bandung bangalore banggai bangka bangkalan
bangkinang bangkok bangli banjar banjaran banjarbaru banjarmasin banjarnegara bantaeng banten bantul banyuasin
banyumas banyuwangi baran barcelona barelang bareskrim barito barru batak batam batamfast batamindo batang batanghari
batik batu batuaji baturaja baubau bawaslu bay bc bca bcs beat bedok begawan beijing beirut bekasi belakang belawan
belgia belgium belinyu belitung bendahara bengkalis bengkong bengkulu berakit berastagi berau berlin bertam betawi
bhabinkamtibmas biak bincen binjai bintan bintaro bintulu bintuni bireuen birmingham bitung biznet bjb blangpidie
blitar blora bluebird bmkg bni bnn bnpb bogor bojonegoro bolaang bolivia bondowoso bone bonjol bontang booking borneo
boston botania boven boyolali bp2mi bp3mi bpbatam bpjs bpk bpn bpom bps brasil brazil brebes bri brimob brio brisbane
brk bros brother brunei brussel brussels bsd bsi btn budapest buddha budha bugis bukit bukittinggi bukopin buleleng
bulgaria bulog bulukumba bumd bumn bun bungo bunguran burma buru busan buton cairns cairo california calya camat
cambodia cambridge cameroon canberra canggu canon canva cap caruban casablanca cebu celebes cempaka cengkareng changi
chennai chicago chile chili chinatown chittagong christchurch ciamis cianjur cibinong cibubur cikampek cikarang
cilacap cilegon cileungsi cileunyi cimahi cimb ciputat ciq cirebon ciremai citilink citra ciwidey clementi coastarina
colombia combol congo copenhagen costarina croatia cuba cyberjaya cyprus dabo daihatsu daik dairi dallas damascus
damri danamon dandim danga danlanal danpos danramil davao dayak dec deiyai dekan delhi deliserdang dell demak
demokrat denmark denpasar densus depok des desaru desember dhaka dharmasraya digoel dili diponegoro dirjen
disdukcapil disney ditjen ditpolair dobo dobonsolo dogiyai doha dolok dolphin dompak dompu donggala dpr dprd dubai
dublin dukcapil dumai durai durban duri ecuador edinburgh egypt elpiji embung emirates empat ende engku enrekang
entikong epson ertiga estonia ethiopia etihad excel express facebook fakfak favehotel feb februari ferindo fiji
finland finlandia fisabilillah florida formosa fortuner fpi frankfurt g20 gajah galaxy galungan gambir garuda garut
gayo gbi gendang geneva georgetown georgia gerindra geylang ghana gianyar gili gki gkpi glasgow gmail gmim go goa
gocar gofood golden golkar gonggong google gorontalo gowa gpib grabbike grabcar grabfood gramedia grand greece gresik
grobogan guangzhou gudang gunungkidul gunungsitoli haji ham hamburg hang hanoi hanura harare harbour harbourbay
harbourfront hardware hatta hawaii helsinki hermes hilir hill hilton hindhu hindu hkbp hobart hochiminh honda
hongkong honiara horizon hougang houston hp hungaria hungary hut hyatt hyderabad hypermart ibis icao iceland iduladha
idulfitri ilo imf imlek imo indihome indomal indomas indomie indragiri indralaya indramayu infinix infokim inggris
inhil inhu innova instagram intel inteldakim interpol iom ios ipad ipoh irak iran iraq ireland irjen irlandia islam
islamabad isra israel istanbul itel itjen jabar jabodetabek jago jailolo jaipur jakarta jakbar jakpus jaksel jaktim
jakut jamaica jambi jamsostek jan januari jateng jatim jatinangor java jawa jayapura jayawijaya jazz jb jebat jeddah
jemaat jemaja jember jembrana jeneponto jenewa jenius jepara jetstar jimbaran jodoh jogja johannesburg johor jombang
jonggol jordania juanda jul jun jupiter jurong kabag kabanjahe kabid kabil kabul kades kadiv kai kaimana kajang
kajari kajati kakanim kakanwil kalbar kalianda kalimantan kalsel kaltara kalteng kaltim kampar kanit kanwil kapolda
kapolres kapolri kapolsek kaprodi kapuas karachi karanganyar karangasem karantina karawang karimun karo karupam kasi
kasie kasu kasubag kasubbag kasubsi kathmandu katolik katong kawasaki kazakhstan kebayoran kebumen kedah kediri
keerom kejaksaan kejari kelantan kelapa kelud kemayoran kemenimipas kemenkumham kemenlu kemnaker kemuliaan kendal
kendari kenya kepanjen kepri kepsek kepulauan kerala kerinci ketapang ketum kfc kiev kigali kijang kinabalu kisaran
klang klaten kluang klungkung kochi kodim kolaka kolkata koln kolombia komandan komering komnas kompolnas konawe
konghucu kopenhagen kopi koramil korlap kota kotabaru kotabumi kotamobagu kotawaringin kp3 kpai kpk kpu kristen krl
ksop kua kuala kualanamu kuansing kuantan kuching kudus kukup kulonprogo kundur kuning kuningan kupang kuta kutacane
kutai kuwait kwi ky kyiv kyrgyzstan labobar labuan labuhanbatu lagoi lagos lahat lahore laksamana lalintalkim
lamongan lampung langkat langkawi langsa lantamal laos lapor larkin latvia lawang lawit lebak lebanon lebar leeds
lekir lekiu lembang lengkana lengkang lenovo leste letung lg lhokseumawe libya line lingga linggau lintas lintasarta
linux lion lisbon lithuania liverpool liwa lobam lombok london loola lrt lubuk lubukpakam lumajang lumpur luti luwu
luwuk luxembourg lyon ma macau macbook mada madinah madiun madrid madura magelang magetan maitreya majalaya
majalengka majene majestic makasar makassar makkah malacca maladewa malang malawi maldives mali malinau malta maluku
mamuju manado manchester mandailing mandalika mandar mandiri manggar manila manokwari mappi mar maret marina marine
maroko maros marriott marseille martapura masai masohi matahari mataram maulid maumere mauritius maybank mcd mecan
mecca medan megamall meh mei mekkah meksiko melaka melawi melayu melbourne mempawah mendagri menimipas menkeu
menkumham menlu mentawai menteng merah meral merangin meranti merauke mercure mersing mesir mesuji metro meulaboh
mexico miami midai mimika minahasa minang minangkabau mio miraj miri mitsubishi mk mlaka mojokerto molina mongolia
moresby moro morocco morotai morowali moscow motaain motamasin motorola mozambique mpaspor mpr mrt muar muara
muaraenim muhammadiyah muharram mui muka mukakuning multan mumbai muna munchen munich muntilan muntok musi myrepublic
nabire nadi nadim nadu nagan nagoya nairobi nam namibia namlea naples napoli narzo nasdem natal natuna negara neo
nepal netflix nevada newzealand nganjuk ngawi niaga nias nice nissan nmax nokia nongsa nongsapura norway norwegia nov
november novena novotel ntb ntt nu nunukan nusa nusantara nyepi ocarina ocbc oceanna oct ogan ohio okt oktober oku
ombudsman one orchard osaka oslo otorita oxford pacific pacitan padang padangsidimpuan pagaralam pahang pahat painan
pajero pakpak palangka palangkaraya palembang palestina palestine palm palopo palu pamekasan pamulang pan panama
panasonic panbil pandeglang pangandaran pangkalan pangkalankerinci pangkalpinang pangkep pangururan paniai panin
panyabungan papbar papua parade paraguay parapat pare parepare pariaman parigi paris pasaman pasar paser pasir paskah
paspor pasuruan pati pattaya pattimura paya payakumbuh pbb pcx pdam pdip pecong pedulilindungi pegipegi pekalongan
pekanbaru pelalawan pelindo pelni pemalang pematang pemping penagi penajam penang pengadilan pengerang pentakosta
penuba penuin penyengat perak perindo perlis pertalite pertamax pertamina perth peru pesawaran peshawar petaling
petersburg pgi philips phnompenh phuket piayu pickup pidie pinang pinrang pintas pizza pj pjs pkb pks planet
playstore plh pln plt pluit poco poland polandia polda polewali polres polresta polri polsek ponorogo pontian
pontianak porto portugal portugis pos poso pp ppat ppp prabumulih prague praha prambanan prawn pringsewu probolinggo
protestan puncak pune punggol punggur punjab purbalingga purwakarta purwodadi purwokerto puteh puteri putrajaya
putussibau qantas queenstown quetta raffles raha raider ramayana ranai rancaekek rangoon rantauprapat rawalpindi
rawamangun rawas raya reddoorz redmi rektor rembang rempang rengasdengklok rengat riau riayat riyadh rokan romania
rome rote rotterdam rumania rush ruteng rwanda sabah sabang sabuk sagulung saigon salatiga samarinda sambas sambu
sampang sampit samsat sanana sandakan sangatta sanggau sanggul sangihe sanur sarawak sarmi sarolangun satgas satpol
satusehat saudi saumlaki sawahlunto schengen scoopy scoot scotland seabank seattle sebatik sebong sededap segamat
sekadau sekanak sekayu sekda sekilak sekjen sekretaris sekupang selangor selatpanjang semarang seminyak senayang
senegal senen senggarang sengkang sentani seoul sep sepinggan sept september serang serangoon serasan serbia serdang
seremban seri serpong serui setar seville shahalam shanghai sharp shenzhen sheraton shopee siak siantan siantar
sibolga sibu sidikalang sidoarjo sidrap sigi sigli sigra siimi sijunjung simalungun simeulue simkim simpang simponi
sina sindo singapore singapura singaraja singkawang singkep singkil sinjai sintang sipirok situbondo skotlandia skouw
skudai skyscanner slawi sleman slovakia slovenia soe soekarno soetta sofifi solar solo solok somalia soppeng soreang
sorong sp4n spain spotify spring sragen sriwijaya stabat starbucks starlink stockholm stulang subang sudan sugi
sukabumi sulawesi sulbar sulsel sulteng sultra sulut sumatera sumatra sumba sumbar sumbawa sumedang sumenep sumsel
sumut sunda sungailiat sungaipenuh supra surabaya surakarta suriah suva sweden swedia swiss swissbel switzerland syah
syahbandar sydney sylhet syria tabanan tabib taipei taiwan tajikistan takalar takengon talaud tambelan tamil tampines
tanah tangerang tanggamus tanjab tanjung tanjungbatu tanjungpinang tanjungsari tanzania tapaktuan tapanuli tarakan
tarempa tarutung tasikmalaya tawau tebing tebingtinggi tebo tecno tegal tehran telaga telegram telkom telkomsel teluk
temanggung tembagapura tembesi tembilahan temenggung tenggarong terengganu tering terios ternate terong terra teuku
texas tiam tiban tidar tidore tigaraksa tiket tikkim tiktok timika timor timorleste tioman tionghoa tni toba tobelo
toboali tojo tokyo toli tomohon tondano top toraja toronto toshiba toyota tpi transjakarta transnusa traveloka
trenggalek trikora trivago tuah tual tuas tuban tulangbawang tulungagung tunis tunisia turin turki twitter uban ubud
uganda ukraina ukraine umno ungaran unhcr unicef uruguay utah uzbekistan valencia vancouver vario vatikan vegas
venesia venezuela venice vienna vientiane vivocity wa wabup wag wagub waingapu waisak wajo wakapolri wakatobi wales
walubi wamen wamena waropen warsaw warsawa washington wates wavemaster wayabung weda weleri wellington whatsapp who
whoosh wifi windows windsor wings wini wonogiri wonosari wonosobo woodlands word worldbank wto xenia xpander yahoo
yahukimo yamaha yaman yangon yemen yishun yogyakarta york youtube yunani zambia zealand zimbabwe zoom zurich
"""
PLACE_NAMES = frozenset(_LISTED.split())
