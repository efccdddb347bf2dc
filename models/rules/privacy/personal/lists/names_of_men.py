"""Frequent given names of Indonesian men that are hardly a word of anything else."""

_LISTED = """
abdul abdullah abdulrahman abdurrahman abdurrohman abidin abimanyu abizar abror abubakar abyasa achmad adam ade
adhiarja adi adinata aditya adji adnan adrian adriansyah afandi afif afrian afrizal agil agus agusman agussalim
agustian agustinus ahdiat ahmad ahyar aidil ajat aji ajimin akhmad akhyar akmal alamsah alamsyah albert alberto
albertus aldi aldo alex alexander alexandra alfian alfianto alfin alfonsus alfred alfredo ali aliando alif aliman
alimin alimuddin allan alvaro alvian alvin alwi ambo amerudin amiludin aminuddin aminudin amir amiruddin amirul amran
amri amrin amrizal amrullah anang anas andar anderias anderson andhika andi andika andre andreansyah andreas andri
andrian andriansyah andrianto andriyanto andry andy angga anggara anggoro anhar anharudin anis ansar ansori anto
anton antoni antonio antonius antoro anugrah anwar apriadi aprianto apriyanto ardhi ardi ardian ardiansyah ardiyanto
arfan arfian ari ariansyah arie arief ariel ariesta arif arifin arifuddin arifudin arip aris aristo arjuna arkan
arkian armadi arman armand armando armansyah armen arnold arsad arsenio arsul arsyad arta artawan artha arwan arya
aryadi aryani aryanto asbullah asep asfar ashari asikin askari asmadi asman asmin asmoro asmuni asnan asnawi asril
asroful asrul astono atma atmadja atmaja atmojo awaluddin azhar azis aziz azmi azrul azwar azwir azzam badarudin
badri badrul badrun bagas bahari baharuddin baharudin bahrudin bahrul bahtiar bahtiyar bahuwirya baidowi bakri bakrun
baktiadi baktiar balqis bambang banawi barnabas baron bashori basir baskara baskoro basofi basri bastian bastoni
basuki basuni batara bawono bayu bejo beni benny benyamin bernard bernardus bima boby bonar bonifasius bowo
brahmantyo brian budhi budi budianto budiarto budiawan budihardjo budiharto budijanto budiman budiono budisantoso
budiyanto budiyono bukhari burhan burhanuddin burhanudin busro buyamin buyung cahyadi cahyana cahyanto cahyo cahyoko
cahyono cakra calvin candra candrakanta carles carmin casmadi casman castro caswita caturangga cawisadi cawisono
cecep ceppy chaeruddin chaerul chaidir chairil chairul chandra charles christian christoforus christopher cipta cipto
ciputra cokorda cokro cornelia dabukke dadan dadang dahlan daliman dalimin damiri danang danar dani daniar daniel
danil danu dany darijan darkim darkun darmadi darmaji darman darmanto darmawan darminto darmo darmono darsim darso
darsono darto darwin daryani dasuki daud david davin dayat dede dedeh deden dedi dedy defri dendi deni denis denny
deri dermanto derry desmon desta devan dewangga dewantara dewanto dewok dhani dhimas dian dicky didi didik didin
dikdik dikky dimas dimyati dino dion dionisius dirga dirgantara dirja djamal djarot djati djauhari djayadi djohan
djoko djumadi djunaedi dodi dody dominggus dominikus donatus doni donny dono drajat dudi durahman durakman duriat dwi
dwiki dwiyanto eddy edi edih edison edwar edwin edy efendi effendi effendy efrizal egi ejen eka eko ekoyanto elang
elias eliezer elkana ellyas elvin emil emon ence endro endry enembe enggar engkos enjang entin erfan eric erik erlan
erlangga ernesto eroh erryl ersan erwan erwanto erwin erwinsyah euis evan fachri fachrizal fachrudin fachrul fadel
fadhil fadillah fadlan fadli fahad fahmi fahmy fahri fahrizal fahrudin fahrul fahrurrozi faiq faisal faisol faiz
fajri fajrul fandi fandy farel farhan farhat faris fariz farizal faruk faruq fathan fathin fathoni fathur
fathurrahman fatih fatkhur fatoni fatur fauzan fauzi fauzul febi febri febrian febriansyah febrianto febriyanto felix
ferdi ferdian ferdiansyah ferdinan ferdinand ferdy fernando fery fian fikar fikri fikriansyah firdaus firdausi
firgantoro firhan firman firmansyah firmanto franciscus frans fransiscus fransiskus freddy fredi fredrik fredy fuad
fuadi fujiati galih gamani gamanto ganang gandewa gandi ganjar garry gatot gerald geraldo gerardus gerry ghani
ghifari ghozali gibran gideon gilang gilar gito goenawan gogon gregorius gufran gufron gugun gunadi gunawan guruh
gusti gustian gustiawan habibi hadi hadian hadiman haerudin haerul hafid hafidh hafidz hafiz haidar haikal hairul
hairyanto halim halomoan hambali hamdan hamid hamim hamka hamonangan hamsah hamzah hamzani hanafi hanafiah hanan
handi handika handiko handoko handoyo handri hanif hanung harahap hardi hardian hardianto hardiman hardiyanto hardjo
hariadi harianja harianto hariri haris harisman hariyanto harja harjanto harjo harlan harmain harmaini harmoko
harnoko harris harsono harsoyo hartana hartanto hartawan hartono hartoyo harun harwanto haryadi haryanta haryanto
haryo haryoko haryono hasan hasanuddin hasanudin hasballah hasbi hasbullah hasiholan hasim hasmi hasrul hasta hasto
hasyim helmy hendar hendarsyah hendarto hendra hendrawan hendri hendriansyah hendrianto hendrik hendrikus hendro
hendry hengki hengky herdi herdian herdianto heri herianto heribertus heriyanto herlambang herlan herliansyah herman
hermansyah hermanto hermanus hermawan hermon hermono hernanda hernandez hernowo herry hersanto heru herwin heryanto
heryawan hidayat hidayatullah hidayatulloh hilman hilmi himawan hisyam hotman hotmangaradja hudaya humaidi humam
husein husin husni hutomo ibadurrahman ibnu ibrahim icuk idham idhar idin idris idrus ifan ignatius ihsan ihwan ijal
ikbal ikhsan ikhwan ikhwanudin ikin ikram ilal ilfan ilham ilhamsyah ilyas ilyasa imansyah imanuel imran imron
indarto indra indrajaya indrajit indratno indrawan indriyanto ipul iqbal irawan irfan irfandi irfansyah irham irsan
irsyad irvan irwan irwandi irwansyah irwanto iskak iskandar ismail isman ismanto ismawan ismed ismet ismoyo
ismunandar isnan isnanto isnawan istanto iswahyudi iswandi iswanto ivan iwan iwanto iyan iyus jaelani jaenal jaenudin
jafar jagapati jagaraga jajang jajuli jaka jakaria jamal jamalia jamaluddin jamaludin jamaris jamhari jamil janis
januar januardi jarkasih jarkoni jarot jarwa jarwo jasman jatmiko jauhari jayadi jeffri jeffry jefri jefry jeremia
jeremy jeri jerry jhon jhoni jimmy joenoes johan johanes johannes johansyah johari johnny joko jonatan jonathan joni
jonny jono jordi josep joseph joshua josua jovan jubaedi jufri julian juliandi juliansah juliansyah juliantara
juliardi julius jumadi jumali jumansyah jumanto jumari junaedi junaidi jundi juned juniarto juniawan jupri jurjani
juwono kadek kadir kadiran kadri kahar kaharuddin kahfi kairav kalvin kamal kamaluddin kamaludin kaman kamaruddin
kamarudin kambali kamidin kamil kanto kaprawi kardi kardiman karel kariman karjo karjono karman karno karnoto karsidi
karsim karsiman karsin karsono karsun karta kartiko kartono kartubi karwan karyadi karyanto karyo karyono kasan kasdi
kasim kasiman kasino kasiran kasirin kasmadi kasman kasmin kasmuri kasno kasturi kasum kasun katiman katimin katino
kawit kayat kelvin kenes kenzo ketut kevin khaerudin khaerul khaeruman khaidir khairil khairuddin khairudin khairul
khalid khalil khamim khanafi khoiri khoiruddin khoirudin khoirul khudori khusnul kodir kodrat kogoya komang komar
komarrudin komarudin kosasih koswara kris krismanto krisna krisnanto kristanto kristianto kristiawan kristiono
kristoforus kuncara kuncoro kundarto kurdi kurniadi kurnianto kurniawan kusdi kusmana kusmanto kusnadi kusnaedi
kusnan kusnandar kusnanto kusno kustanto kustono kusuma kusumah kusumo kuswandi kuswanto kuswara kuswoyo lambert
lamijan lanjar lantar lasmin lasno laswi latief latip latupono legiman legimin legimun legino legiyo leman leonard
leonardo leonardus liston loekito ludfi luhut lukas lukito lukman lukmanto lukmanudin lukmanul lutfan lutfi luthfan
luthfi luwar madali madroji mahali mahardika mahdi mahendra mahesa mahfud mahfudz mahmud mahpud mahyudin makara
makmun makruf makuta maman manaf manan mangasi mangatas mangatur mangkunegara mangunsong mansur mansyur manto
manulang maradona maras marcel marcelino marcellus mardani mardi mardianto mardiono mardiyanto mardjono marihot mario
marjan marjono marjuki markus marno marolop marsel marsidi marsim marsono marsudi marsudin martaka martam martin
martinus marto martono martoyo marudut maruf maruli marwan marwanto marwoto maryadi maryanto maryono maryoto marzuki
masdar masdi masduki mashudi mashuri maskur maslan masnun masrun masrur masruri mastur masud masyhuri matali mateus
mathori matius matnur matori maulana mawardi megantara meidy melky mesakh mesran michael mihardja mikael mikhael miko
mirwan misbah misbahuddin misbahudin misbahul misbakhul misdar misdi misjan misman misnan misno misran misrun mistar
moch mochamad mochammad mochtar moehamad moeldoko moersid moeslim moh mohamad mohamed mohammad mohd mokhamad mokhtar
muadz muamar muammar mubarak mubarok muchdi muchlis muchsin muchtar mudakir mudasir mudjiono mudjito mughni muh
muhadi muhadjir muhaimin muhajir muhamad muhamat muhammad muhammadin muhardi muhidin muhlis muhsin muhtadin muhtar
muhyidin mujahid mujahidin mujamil mujari mujayin mujianto mujib mujiono mujito mujiyono mukhlas mukhlason mukhlis
mukhtar mukidi muklas muklis mukri muliadi mulianto muliawan mulkan mulyadi mulyadin mulyaman mulyana mulyanah
mulyanto mulyawan mulyono mulyoto munadi munaji munandar munari munasik munasir munawar munawir munif munir muntaha
murad murdani murdiono murdiyanto muridan murjani murjito murkan murod mursalim mursid mursidi murtadho murtado
muryanto musa musadad muslih muslikh mustafa mustafid mustain mustajab mustakim mustakin mustamil mustamin mustaqim
mustari mustarom musthofa mustofa mustofah mustopa muttaqin muzaki muzakir muzakki muzammil nabil nafis nahrowi najam
najamudin najib najmudin nakim nanang nandang nandar narji narto naryo nasab nasaruddin nasarudin nashir nasikhin
nasikin nasim nasir nasirin nasirudin nasokha nasori nasrodin nasruddin nasrudin nasrul nasrullah nasrun nasukha
nasution natalius natan nathan nathanael nawawi ngadi ngadiman ngadimin ngadimun ngadino ngadiran ngadirun ngadiyo
ngasiman ngatemin ngatijan ngatiman ngatimin ngatmin ngatno ngatono ngurah nico niko nikolas nikolaus nizam nizar
noer noor nopriadi nopriansyah norman novan noviansyah novianto novriansyah novrizal nrima nugie nugraha nugrahanto
nugroho nugrohojati nurachman nurahman nuralim nurcahyo nurcholis nurdiansyah nurdin nurdiyanto nurfaizi nurhadi
nurhasan nurkholik nurkholis nurmansyah nurohim nurohman nurokhman nurrahman nurrohman nursalam nursalim nursidik
nursodik nursyamsi nurudin nurwahid nurwahyudi nurwanto nuryadi nuryadin nuryaman nuryanto nuryasin nyoman nyoto obet
octavian octavianus odih oding ojat oji oki okky okta oktarian oktavian oktavianus okto olan olga omar omay ondo opik
osman otong otto oyo ozy padmi paijan paijo pailan paiman paimin paimo pairan pairin pairun pambudi pandapotan
pandi pandu pangestu panji pardi pardiman pardjo parjan parjo parjono parman parmin parno parsidi parsono parsudi
parta partiman parto partono partoyo paryadi paryanto paryono paskalis patrick patuan paul paulus payan pebri
pebrianto pendi permadi permana petrus philipus piere pieter piter pitoyo pius poltak ponari ponco ponidi ponijan
ponijo poniman ponimin ponimun poniran ponirin poniyo prabawa prabudi pradana pradipta prakasa prakoso pramana
pramono pramudita pramudya pranata pranawa pranoto pranowo prapto prasetia prasetiawan prasetio prasetiyo prasetya
prasetyan prasetyanto prasetyo prasetyono prasojo prastowo pratama pratomo prawira prawiro prawoto prayitno prayogo
priambodo priatna prihadi prihanto prihartono prio priyadi priyambodo priyanto priyatna priyatno priyo pujianto
pujiono pujiyanto pujo pujono purnadi purnawan purnomo purwadi purwanto purwo purwoko purwono puspasari putera putu
qomar qomari qomarudin rachmadi rachman rachmat radiman radit raditya radityo rafael rafi rafid rafif rafli rahadi
rahadian rahardi rahardja rahardjo raharjo rahmad rahmadhan rahmadi rahman rahmani rahmansyah rahmanto rahmatullah
rahmatulloh raihan rais rajiman rajo rakhman rakhmat ralim rama ramadhani ramadhanu ramdan ramdani ramdhan ramelan
ramlan ramli ramses randi rangga rano rasdi rasid rasidi rasidin rasikun rasiman rasimin rasito raskim rasman rasmana
rasmin rasto rastono rasum rasya rasyid rasyidin ratiman ratmoko ratno rayhan rayyan redi regar regi rehan reinhard
reksa reman renal rendi rendra rendy reno respati reva revan reynaldi reynold reza rezky rhoma riadi riady rian
riandi rianto ricardo richard ricky ridho ridwan ridwanto rifai rifan rifandi rifki rifqi rijal rijanto riki rikky
riko riman rinaldi rinanto rinto rion riski rismanto riswadi riswan riswandi riswanto ritonga rivaldi rivaldo riyadi
riyanto rizal rizaldi rizaldy rizieq rizky rizqi robby robert robertus robi rochim rochmad rochman rochmat rodi roely
roestam rofi rofiq rohadi rohendi rohidin rohim rohimat rohmad rohman rohmat rojak rojali rojikin rokhim rokhman
rolan roland rolly romadhon romadon romdoni romelan romi romlah romlan romli rommy ronal ronald ronaldo roni ronny
rony roosdi rosadi rosid rosihan rosmana rosmanto rossi rosyid rosyidin roy rozak rozali rozi rubai rubangi rubiyanto
rudi rudiansyah rudianta rudianto rudini rudiyanto rudy ruhiyat ruhyana rujito rukimin rukman rully rumadi rumanto
ruminta rusdan rusdi rusdiana rusdiansyah rusdianto rusdin rusdiyanto rusito ruslan ruslani rusli rusmadi rusman
rusmanto rusmin rusmono rustam rustamaji rustandi rustanto rustono ruswandi ruswanto rusyd ruyat saadat sabaruddin
sabarudin sabirin sabri sadali sadikin sadili sadimin sadino sadiran sadiyo sadjad saefudin saeful saefullah saefuloh
saepudin saepul saepuloh safar safarudin safei safi safri safrizal safrudin sagiman sahala sahat sahid sahidin sahri
sahroni sahrudin sahrul saidi saifuddin saifudin saiful saikhu sailendra saiman saimin saimun sainudin saipul sajidin
sakban sakiman sakimin sakir sakri saktiawan sakura salahuddin salahudin salamun saleh salim saliman salimin salimun
salipan salman samad samadi saman samanhudi samania samidi samijan samijo samin samingan samino samiran samiun
samosir samsi samson samsu samsuar samsuddin samsudi samsudin samsul samsuni samsuri samuel samuji sanaji sanan
sandiyo sandro sandy sangaji sani sanija sanjaya sanmarno santoso sanusi sapri sapriadi sapriyanto sapto saputra
saputro sarbini sardi sardjono sargito sarifuddin sarifudin sarijan sarijo sarikun sariman sarimin sarimun saripin
sariyanto sariyo sarjan sarjito sarjo sarjono sarju sarkawi sarkim sarko sarmadi sarman sarmidi sarmili sarmin sarno
sarnubi sarpan sarpani sarpin sarto sartono sarwadi sarwan sarwani sarwanto sarwidi sarwo sarwono saryanto saryono
sastrawijaya sastro satibi satim satiman satimin satimun satino satiri satirin satono satori satoto satrio satyawan
saukani sawaludin sawijan sawiji sawito sayid sayidi sayono sayuti sayuto sebastian sekti selamet seno septiadi
septian septianto septiyan septo sergio setiadi setiaji setianto setiawan setiyadi setiyanto setiyawan setiyono
setyabudi setyadi setyaji setyanto setyawan setyobudi setyono shaleh sholeh sholihin sholikin sidabutar siddiq
sidharta sidik sidin sidiq sigid sigit sihabudin silvester simin simon sinarto sinaulan singgih sipan siran
sirojuddin sirojudin siswadi siswandi siswanto siswono siswoyo sisyanto sitam slamet slameto slametto sobar sobari
sobikin sobirin sobri sodik sodikin soebagio soebandi soedarmo soedarsono soedirman soedjono soegeng soegianto
soegiarto soeharto soehartono soelaiman soemarno soemitro soenarto soenaryo soepardi soeparno soepomo soeprapto
soerjono soesanto soesilo soetomo soetrisno soewarno sofwan sofyan soim sokhib solahuddin solahudin soleh soleha
solekhan solekhudin soleman solihin solikhin solikhun solikin solikul somad somadi sontani sony sopandi sopian
sopiyan soponyono sriyanto sriyono stanley stefan stefanus stephen stevan stevanus steve steven suaib suandi suandri
suardana suardi suarjana suarna suarta subagio subagyo subakti subali subandi subandono subandrio subari subaweh
subekan subekti subeno subhan subianto subiyanto subiyantoro subroto sucahyo suchaeri sucipto sudarja sudarko
sudarmadi sudarmaji sudarman sudarmanto sudarmo sudarmono sudarno sudarso sudarsono sudarto sudarwanto sudaryanto
sudaryono sudianto sudibyo sudiman sudin sudiono sudirja sudirjo sudirman sudiro sudiyanto sudiyo sudiyono sudjadi
sudjana sudjarwo sudjatmiko sudjono sudono sudrajad sudrajat sufian sufyan sugandi sugeng sugianta sugianto sugiarto
sugiman sugimin sugiono sugiri sugito sugiyanto sugiyarto sugiyono sugriwo suhada suhadi suhaeri suhaimi suhanda
suhandi suhardi suhardiman suhardjo suharja suharjo suharlan suharno suharto suhartono suharyanto suharyono suhendi
suhendra suherlan suherman suhermanto suhermin suhirman suhodo suhono suhud suhudi sujadi sujai sujak sujana sujanto
sujari sujarno sujarot sujarwadi sujarwo sujasmin sujat sujatmiko sujatno sujiman sujiono sujito sujoko sujono sukadi
sukamdani sukamdi sukamto sukamtono sukandar sukandi sukanto sukardi sukardin sukardji sukardjo sukarjo sukarman
sukarmin sukarmo sukarna sukarnen sukarno sukarto sukaryadi sukaryo sukasdi sukasno sukatman sukendar sukhaimi
sukhemi sukianto sukidi sukijan sukiman sukimin sukindar sukino sukirman sukirno sukisno sukiyanto sukiyo sukma
sukmana sukoco sukono sukoyo sukri sukriadi sukron sukur sulaiman sularji sularmin sularno sularso sularto sulemi
sulhan suliadi suliono sulistiono sulistiyo sulistiyono sulistyo sulistyono sulkhan sulthon sulton sumadi sumaji
sumanto sumantono sumantri sumardi sumardiono sumardjo sumarji sumarjo sumarlan sumarlin sumarmo sumarna sumarno
sumarsono sumarto sumartono sumarwan sumaryadi sumaryanto sumaryo sumaryono sumbodo sumedi sumeri sumijan sumila
sumino sumintra sumiran sumirat sumisno sumitra sumitro sumiyanto sumiyo sumono sumpena sumpeno sumrah suna sunaji
sunandar sunanto sunardi sunardjo sunaria sunarji sunarjo sunarno sunarso sunarto sunartono sunaryadi sunaryanto
sunaryo sunaryono sunasto sundoro sungeb sungkono sungkowo sunhaji sunoto suntoro sunyoto supadi supadmo supandi
supangat supangkat supardi suparjan suparji suparjo suparjono suparlan suparman suparmanto suparmin suparmono suparno
suparta supartono supartoyo suparwan suparwoto suparyadi suparyono supatmo supendi supeni supeno supian supiyan
supomo suprapno suprapta suprapto supratman supratmanto suprayitno suprayogi supri supriadi supriadin supriatna
supriatno supriono supriyadi supriyanto supriyatin supriyatna supriyatno supriyono supyan surachman surachmat suradi
suradji surahman surahmat suraji surajiyo suranta suranto suratijo suratin suratman suratmin suratno surbono surdi
suripno suripto surjadi surjono surnadi surono suroso suroto suroyo surtono suryadarma suryadi suryadin suryadinata
suryaman suryana suryanata suryanegara suryanta suryanto suryatmaja suryatna suryawan suryo suryoko suryono suryoto
susanta susanto susantyo susatyo susetyo susiadi susilo susiyanto susmanto susmono suswanto susworo sutadi sutaji
sutan sutanta sutanto sutar sutardi sutardjo sutarji sutarjo sutarman sutarmin sutarna sutarno sutaryo sutedja
sutedjo sutego suteja sutejo suteng sutiaman sutiawan sutikno sutiman sutimbul sutimin sutino sutiono sutirta sutirto
sutisna sutiyar sutiyo sutiyono sutiyoso sutjipto sutomo sutopo sutoyo sutresno sutrimo sutris sutrisna sutrisno
sutriyono suud suwadi suwadji suwaji suwaldi suwanda suwandi suwandono suwanto suwardi suwardjo suwari suwarji
suwarjo suwarman suwarna suwarno suwarto suwartono suwaryo suwaryono suwasis suwasono suwatno suwignyo suwito suwoko
suwondo suwono suwoto suyadi suyahman suyamto suyanta suyanto suyat suyatin suyatman suyatmin suyatna suyatno suyetno
suyitman suyitno suyono suyoto suyud swandi syafaruddin syafei syafii syafri syafriadi syafril syafrizal syafruddin
syafrudin syafwan syahbudin syahidin syahlan syahminan syahputra syahrial syahril syahrir syahriza syahroni
syahruddin syahrudin syahrul syahrulloh syaifuddin syaifudin syaiful syaifullah syakir syakur syamsi syamsir syamsu
syamsuddin syamsudin syamsul syamsuri syaputra syarial syarif syarifuddin syarifudin syarkawi syarwan syaukani syukri
syukron tabrani tajuddin tajudin tamam tamin tanto tantri tanuwijaya tarigan tarjo tarmidi tarmin tarmizi tarno
tarsono taryadi taryana taryo taryono tasnim taswir tatang tatok taufan taufik taufiq taufiqurrahman teddy tedi tedy
thamrin theo theodorus thohir thomas thoriq tigor timotius tino tirto tito titus tjahjono tjahyono tjandra tjipto
tjokro tofik togar togi toha tohari tohir toif tomi tommy tomy toni tono tony topan torik toro triadi triaji trianto
tribowo trihatmodjo trijoko trimo trisnadi trisnanto trisnawan trisno triwibowo triyanto triyono tubagus tugiman
tugimin tugino tugiran tugiyo tukijan tukijo tukiman tukimin tukiran tukirin tukiyo tumijan tumijo tumino tumiran
tumpak tupon turiman turino turmudi turyono tyo ucok ucup udin ujang ulil umam umar umardi umarno unjani untoro usep
usman usup usyi utomo uus vero victor viktor viman vincent vincentius vino viona virgiawan wachid wagiman wagimin
wagino wagiran wagirin wagiyo wahid wahidin wahidun wahyono wahyu wahyuddin wahyudi wahyudin wahyutomo waidi wakhid
wakidi wakijan wakijo wakiman wakimin wakino wakiran waldi waluya waluyo wandi wani warda wardana wardaya wardhana
wardi wardiman wardoyo wariman warino waris warjo warkonah warman warmin warno warsa warsidi warsiman warsimin
warsino warsito warso warsono waryanto waryono wasiman wasimin wasino wasis wasito waskito wasono waspodo wawan wayan
wempi wenas wenda wendi wendy wibisono wibowo wicaksana wicaksono widagdo widarto widayat widhi widi widianto
widiantoro widiarto widiatmoko widodo widyanto widyatmoko wignyo wiguna wijaya wilda wildan wilhelmus william willy
wilson winarno wiranto wiratama wiratmo wirawan wirya wiryawan wiryono wisnu wisnuwardhana witjaksono witono wiyono
wiyoto wonda wongso wowor wuryanto xanana yaakub yadi yahya yakob yakobus yakub yamin yance yandi yandri yanis yanto
yanuar yanuarius yasin yasir yayan yayat yazid yeremias yessy yoga yogi yohan yohanes yohanis yonatan yono yopi
yosafat yosef yosep yoseph yosia yosua yovi yubi yudanto yudha yudhi yudhistira yudi yudianto yudistira yudistiro
yudo yuhendri yuliadi yuliansyah yulianto yulianus yulio yulius yulizar yumarlis yunan yunanto yundi yuniardi
yuniarto yunus yurizal yurnal yusak yusdi yusfar yushar yusman yusri yusril yusrizal yustinus yusuf yusup yuwono
zabidi zaelani zaenal zaenuddin zaenudin zaenuri zahid zahrudin zaid zainal zaini zainuddin zainudin zainuri zakaria
zakariya zaki zakir zamira zamroni zamzami zarkasi zarkasih zein zen zidan zizi zubaidi zubir zuhdi zuhri zukri
zulfadli zulfahmi zulfan zulfi zulfikar zulham zulherman zulhijjah zulkarnaen zulkarnain zulkarnaini zulkifli
zulkifly zulmi zulpan zulyadi zunaidi
"""
MEN = frozenset(_LISTED.split())
