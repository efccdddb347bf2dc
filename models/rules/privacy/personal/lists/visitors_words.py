"""Words by which visitors greet, thank and ask in languages of their own, that are no names."""

_LISTED = """
aadaab aaj aanvraag aanvragen aap aapka abend aber abhi accha acha achha afwan ahjussi ahlan aide aiya aiyaa aiyah
aiyo aiyoh akhi akin akka ako alafwan alamin alaminn alin als alsjeblieft alstublieft amable amables amader amar
ambtenaar angola annyeong annyeonghaseyo ano anta anti antum apnar apni arai arema arigato arigatou asawa assalamu
atin attente auch aur avec avez avons ayaw ayi ayubowan ayuda ba bahot bahut bakit bandwidth bao barko bayad beamter
beaucoup bedankt benin bent betaald betalen bezahlt bhai bhaiya bhalo bien bitte blangko bluestar boa bohoma bohot
bojio bolshoe bondhu bonjour bonsoir bopian botswana brb buay buenas buenos bukas buntag buonasera buongiorno bureau
burkina bya chad chahiye chao chope co combien como cordialement cuando cuanto dada dag dagen daghang damen dank
dankeschoen dankjewel dankuwel das dass dau dauert daw dei dem desh desu desuka dhanyabaad dhanyabad dhanyavaad
dhanyavad dhanyawad dhonnobaad dhonnobad dias din dito diyan dobriy dobry dojeh dokim doko donde doon dove drakor duo
duoc duurt een ein eine einen einer enga enna eonje eotteoke epdi eppadi eppo eritrea est estimado estimados ethakota
excusez faso favore feek fiikum fikum freundlich freundlichen fuer furoda gabi gabii gabon gambia gamsahamnida gday
geehrte geehrter geen gege geld gemini gestern gilak gisteren giup goedemiddag goedemorgen goedenavond goedendag
gomawo gozaimasu graag gracias grazie groet groeten gruesse gruessen gruezi guinea gusto guten gutentag haan habe
haben hah hain haiya haiz hajur hamara hapon hartelijk hartelijke hat heb hebben heeft hen herren het heute hij hindi
hobe hoga hola hor hota hoti howdy hoy hoyeche hulp hum humko ich idk ihr ihre iie ikaw ikr ikura ilan illa illai imho
injustice insha inshallah ipin irukku ist istuti itsu iyon jaldi jazakallahu jazakillah jiak jialat jiejie jour jours
jullie juseyo justice justiceforall kaam kaayo kahan kaibigan kailan kailangan kaisa kaise kal kamerun kamo
kamsahamnida kamsia kamusta kanila kann kantoor kanus kapatid kar karunakara kasari kashtam kati katsira katsiran
katsiro kaun kawda kay kayo kaypoh kein keine kemon keno kha khair khairan khamya khap khayran khi khob khong khop
khrap khub khun ki kiasu kitna kitne kivabe kobe koennen kogda kohomada komoro konbanwa kongo konnichiwa korbo kore
korte kothay krab krap kripaya kripya krub kuai kuch kudasai kukuha kum kumuha kumusta kunin kunnen kuya kyayzu kyeizu
kyezu kyon kyun lamang lange laoban laoshi lekin lesotho liberia liddat liya lmao maaari maak maam maand maayong
mabagal mabilis macha madad madagascar madagaskar mafia mag maganda magandang magbayad magbubukas magbukas magkano
mais mam maraming marhaba mashallah masu matagal mauritania mayroon meherbani meimei mein meine mera merci merhaba
meron mes mga mgoi mich migrants mij mijn mille mingalaba mingalabar mingalarbar mir mis mit moet moeten mois mokada
molto mon monat monsieur morgen muchas muchisimas muessen muito mujhe muon muss muy naa naam nahi nahin nai nalla
naman namaskar namaskaram namasthe namin nanay nandri nao natin nawala nehe nei nelayan ngai ngano nhieu nicht niet
niger nigeria nihao nila ninyo niya noch noches nog noite nous nvm obrigada obrigado oder oficina ohayo ohayou ola
omdat onegaishimasu ons oo ook opisina oppa orkun ou paano paisa paise paiseh paki pakisuyo pala palihog pancasila
pannunga pasaporte pasensiya pasensya paspoort passeport perche perdim pero persebaya persib persija phai phir pila
plait plss po por porque pour pourquoi pozhaluysta prego privet pumila puwede pwede qing quand quando quanto que quel
quelle quien rai ramro rat reisepass resibo revert rin rip rojiun romba saab saan sab sabaidee sahab sakta sakte
salamat saludos salutations sao sarado sawadee sawasdee sawasdi sawatdi schalter schon sdey sehr selengkapnya semaine
semana senor senora serbisyo servicio servus shiok shukran shukriya shushu sila sind sino siol siya skim skintific
skolko smh snel snelle sollunga sont spasibo staat stunden suis sumimasen suor sus svp syafahullah syafakallah syukran
tabang tae tage tahzan tambi tammai tanghali tarde tardes tatay tauke tayo tears temps tera tesekkur tesekkurler tha
thambi thangachi thao thoda tiempo togo toi tomar towkay tqvm trabaho tres tulungan tum tumi tysm tyvm ukhti umaga und
unka unnie unsa unser upin uur uw vaiya vanakkam vandaag vast ve vendum venum verlaengerung verlenging verlopen vielen
visum voces voi votre vous vriendelijke waalaikum waar waarom wabarokatuh wachten wachttijd waheguru wahlau
wakarimasen wala walaikum walang walao wann wanneer war warahmatullah warten warum wb wcnya weil weken wel welche
welke wenn wer wie wij wil willen wir wo woche woh worden wordt wr xiexie xin yaar yarabbal yeh zai zdravstvuite
zdravstvuyte zij zijn
"""
VISITORS = frozenset(_LISTED.split())
