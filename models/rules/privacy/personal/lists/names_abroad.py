"""Frequent names of people from elsewhere: the west, India, the Philippines, Arab lands, Malaysia, east Asia."""

_ABROAD = """
aarav aaron abbas abdallah abdulaziz abdulkadir abdulla abel abena abhishek abigail abimbola abiodun aboubakar
achieng adaobi addison adebayo adelaide adele adeyemi aditi adolfo adriana advik agarwal agatha aggarwal aguilar
aguinaldo ahana ahluwalia ahmed ahmet aileen aisha aitor ajay akash akhtar akiko akira akosua akshay alan alana
albino alejandro alessandra alessandro alessia alessio alexis alfonso alice alicia alison aliyu alka allison alonso
alonzo alvarez alyssa amaka ambra amelie amina amitabh amparo amy anais anand ananya andersson andrea andrej andrew
andrzej angela angelica angelo anil anjali anjana anke ankit ankita annabelle anne anneke anneliese annemarie annette
annie anthony antje antoine antonella antonietta anushka apinya aquino aravind archana arend arianna arias arjen
arjun arnaud arnel arshad arslan arthur arturo arun aryan asante asha ashish ashlee ashleigh ashley ashok ashwin asif
aslam aslan asuncion atul aubrey aung aurelie aurelio avery axel aydin ayodele ayumi azhari azizan azlan azura
babatunde bailey bakker bakshi balakrishnan bamidele banerjee barbara barnes bart bashir bastiaan bauer bautista
bayani beatrice beatriz beaumont becker belinda bellini benito benjamin bennett benoit bernadette bernardo bernd
bernhard bernstein bertrand beth beverly bharat bhatia bhatt bhattacharya bhavna bianca bianchi biden bilal billy
birgit biswas bjorn blanca blanco boateng bobby boer bolaji bonifacio bonnet borja bose boucher brad bradley brady
bram brandon brandt braun breanna brenda brent brett briana brianna brigitte brittany brooke bruno bryan
brzeczyszczykiewicz burak cabrera calderon caleb cameron camille campbell campos carla carlos carlota carmen carmona
caroline carpenter carr carrasco carsten caruso casandra casey castillo catalina caterina cathy cecile celia celine
cesar cetin chaiwat chakraborty chandran chandrasekaran chandrasekhar chandrika channary chantal charlotte chatterjee
chaudhary chaudhry chauhan cheryl chetan chevalier chiamaka chiara chidi chinedu chinonso chioma chirag chloe chopra
chris christa christiane christoph christophe chukwu chukwuemeka cinzia claes claire claudio clemence clement
clemente clinton cody cole coleman colette colin collins colombo concepcion connor conor cooper corey cornelis
courtney cox craig cristian cristina cristobal cruz cuesta curtis cynthia daan dagmar daisuke dakota damien daniela
danielle danilo danjuma danny dario darrell darren darryl darshan daryl datta deborah deepa deepak degroot dejong
dekker dela delacruz delgado delosreyes delphine delrosario deluca denise dennis derek derrick desai deschamps
deshmukh deshpande detlef devika devin devon dewan dewit dhruv diallo diane diaz diego dieter dietmar dijkstra dilip
dimitri dinesh dirk divina divya diya dizon dmitri dogan dolores domenico domingo dominguez dominic dominique donald
donatella donato donnie doris dorothy douglas drishya dubois duc dufour duncan dupont durand dustin dutta dwayne
dwight dylan eberhard ebru edgar edith eduardo edward edwards edwina efren ehsan eileen ekkehard elaine eleazar elena
eleonora elfriede eliane elif elijah elise elizabeth ellen eloy emanuel emanuele emeka emile emilio emily emine
emmanuel emmanuelle emre encarnacion enrico enrique enriquez enzo eren erich ernst escobar eshan espinosa espiritu
esposito esra esteban estelle estrella ethan etienne eugene eugenia eugenio eunji evans evelyne ewald fabian fabiana
fabienne fabio fabiola fabre fabrice fabrizio fadi faiza faizal faizul fajardo falguni farooq fatma fatou faure fazal
federica federico felipe femi femke fermin fernanda fernandez ferrari ferrer fidel figueroa filip filippo filomena
fischer fitzgerald flavia flavio fleming fleur florence florencio florentino flores florian folake fontaine fontana
foster fouad fournier franca francesca francesco francis francisco franco francois franz franziska fraser frederic
frederick frederique frieda friedhelm friedrich fritz fuchs fuentes fujita funmilayo gabriel gabriele gaelle gaetano
gallardo gallego galli gandhi ganesan ganesh ganguly garba garcia gareth garrett garrido gary gatdula gaurav gauri
gauthier gavin gema genevieve gentile geoffrey georg george georgina gerard gerardo gerd gerda gerhard geronimo
gerrit gertrude ghislaine ghosh ghulam giacomo gianluca gianni gil gilbert gilles gimenez gino giordano giorgia
giorgio giovanna giovanni girard girish gisela gitanjali giulia giuliana giuliano giuseppe glenn gloria gokhan gomez
gonzales gonzalez gonzalo goossens gopal gopalakrishnan gordon goswami gottfried govind govindasamy goyal graciela
graham greg gregorio gregory greta griffin grover grzegorz guadalupe gudrun guenter guerin guerrero guevarra guido
guillaume guillermo gunther gupta gustav gustavo gutierrez guus haas habib hafeez hafizuddin hafizul hailey hakan
halijah halil hamidon hannah hannelore hans hansen harini harish harold harpreet harriet harrison harsha hartmann
hartmut haruka haruki haruto hasegawa hashim hassan hatice hayashi hayes hayley haziq heather hector heidi heike
heiko heinrich heinz helga helmut helmuth hemant hemlata henderson hendriks henri henriette henrik henry herbert
heriberto hermans hernan herrmann hideo hilary hilda hiroki hiroko hiroshi hiroyuki hoang hoffmann holger holly
honore horacio horst hortense hossain hossein howard htun huber hubert hughes hugo hung huong huseyin hussain hussein
hyejin hyun hyunwoo ian ibanez ibrahima ichiro ifeanyi ifeoma iglesias ignacia ignacio igor ikechukwu ilaria ilse
indira inge ingeborg ingo ingrid inmaculada inoue irmgard isabel isabelle isagani ishaan ishikawa isidro ivanov
iyengar iyer izzat jabbar jacinto jackson jacob jacopo jacqueline jacques jagan jagdish jahangir jaime jain jakob
jakub james jamie janet janice janse jansen jansse janssen jared jasmijn jasmin jason jaswinder javed javier jay
jayant jayaraman jeanette jeanne jeff jefferson jeffrey jelle jenaro jenkins jenna jennifer jens jensen jericho
jermaine jeroen jerome jesse jessie jha jhun jihoon jill jimenez jisoo jitendra jiwoo jiyeon joachim joan joann
joanna joanne joaquin jocelyn jochen jodi jodie joe joel joelle joerg joey johann johanna johansson john johnson
johnston jon jonas jonathon jonkers joost jorg jorge jorgen joris jose josef josefa josefina joselito josette joshi
jovelyn joyce juan juanito judith juergen jules julie juliet julio junho junko jurgen justin jutta jyoti kabir kaiser
kaitlyn kajal kalaivani kalyan kamala kamarul kamarulzaman kamau kamble kamran kannan kanya kaori kapoor karen kari
karin karl karla karlheinz karthik karthikeyan kartik kashvi kassim kate katelyn katharina katherine kathleen kathryn
kathy katie katja kaur kavita kavya kayla kaylee kazuo kees kehinde keijzer keiko keisuke keith kelechi keller kelli
kelly kelsey kemal kendra kenichi kenji kennedy kenneth kenta kerem kerkhof kerstin keshav khairulnizam khaled khanna
khatri khin khurana kimberly kimura kipchoge kiran kirsten kishore klaas klaus knut kobayashi koeman koen kofi kohli
koji konig konrad kowalski kozlov kramer krishna krishnamurthy krishnan krista kristi kristian kristin kristine
kristy kriti kruger kulkarni kumar kumari kumiko kurt kwabena kwame kwasi kyle kyung laetitia lakshmi lalitha larry
lars larsen lata latiff latoya laura laure lauren laurence laurent lauretta laxmi leah leandro lecomte leela lefebvre
legrand lehmann lemmens lemoine leonie leonor leroux leroy leslie letchumanan leticia lewis liam lieke liesbeth
lieselotte lindsay lindsey linh lisbeth logan lombardi lonnie lopez loredana lorena lorenzo lori lorie lorna lorraine
lothar lotte louis louise lourdes lozano lualhati luana luca lucas lucia luciana luciano lucien lucienne lucrezia
lucy ludovic ludwig luigi luigia luis luisa lukasz luke luningning lydia lynn maaike maarten mabini macarena
macdonald mackenzie macleod madeleine madhavan madhuri madison maggie magsaysay mahajan mahalakshmi mahathir mahesh
mahima mahmood mahmoud maier majid makoto malcolm malhotra malik mallika manalo mancini mandy manfred mangubat manish
manisha manoj manolo manon manpreet mansoor manuel manuela marc marcela marcella marcelle marcelo marchand marcia
marco marcos marcus marechal margaret margarete margherita margot margriet marguerite mariah mariangela marianne
maribel maricar maricel maricris marie marieke marijke mariko marino marisa marissa marites marius marivic marjorie
marko marlene marlies marloes marlon marquez marta martijn martine martinelli martinez marvin mary maryse masahiro
masako masood massimo masson mathias mathieu mathilde matilde matsumoto matteo matthew matthias mattia maureen
maurice mauricio maurizio maxime maximilian maximo mayank mayer mayumi mazlan mccarthy mcdonald mckenzie mechthild
medina meena meenakshi megan megha meghan megumi mehdi mehmet mehra mehta mehul meier meijer melania melanie melvin
menard mendez mendoza menno menon mensah mercado mercier meredith mertens merve meunier meyer michaela michal michaud
micheal michel michela michele michiko miguel miho mike mindy minho minjun minseo mirasol mireille miriam mirjam
mirko mirza misaki mishra misty mitchell mithun mittal miyuki mohammadi mohammed mohan moises moller molly monique
montero montserrat moore morales moreau moreno moretti morgan morris mostafa moulin mousa mubashir mueller muhd
mukesh mukherjee mukul mulder mullen muller muniandy munoz murali murat murphy murray murugan mustapha muthu
muthusamy mwangi myers myint nadarajan nadeem nadine naeem naidu nair nakamura nancy nandini nandita naoki naoko
narayanan narciso narendra naresh nasser natalie natarajan nathalie nathaniel natividad navarro naveed naveen navya
nawaz nazri neal neelam neha neil nelson nestor neumann ngozi nguyet nicholas nicola nicolas nicole nicolo nidhi
niels nielsen nienke nigel nikhil nikolai nilesh nina niran nirmal nisha nitin njoroge nkechi nnamdi noah nobuo
noelia noemi noorazah noorhayati noraini norazlina norbert norhafizah norhaslinda noriko norizan norliza nour novak
nowak noynoy nuria nurulhuda obama oberoi obinna obrien ocampo oconnor octavio odette odhiambo ogawa ogechi okada
okafor okonkwo olaf olamide oleg oliver olivier olsen olson olufemi oluwadamilare oluwaseun oluwaseyi oluwatobi omari
omkar onyeka orlando ornella ortega ortiz oscar osvaldo othman otieno owen owusu ozdemir ozgur ozlem ozturk pablo
pacquiao padilla padmini paige palaniappan pallavi pamela pandey pandit pangilinan pankaj paola paolo parekh parker
parmar parth parveen pascal pascual patel patil patricia patricio patrizia paula paulette pauline pavel pawar payal
pedro peeters peggy pena penelope pepe perez perlita perrin perry perumal peter peters petersen peterson petrov
peyton philip philippe phillip phillips phuong pia picard piero pierre piet pietro pillai pim pinky piotr polly pooja
prabhakar prabhu prachi pradeep prakash pranav pranay prasad prashant pratibha praveen preeti prerna preston prieto
priscilla priya priyanka puja punit punzalan purificacion qasim quang quintana quizon rabia rachel radha radhika
raffaele rafiq raghav raghavan rahul rainer raj rajan rajasekar rajat rajendran rajesh rajeshwari rajinder rajiv
rajni raju rakesh ralf ralph ramachandran ramakrishnan raman ramasamy ramesh ramirez ramiro ramon ramona ramos rana
randall randy ranjana ranjit rao raphael raquel rashed rashi rashid rashmi rastogi rathore raul ravi ravindran
raymond raymonde raza razak razali rebeca reddy reed regina reginald regis reiner rekha remedios remi remy renard
renata renate renato renaud rene renee rens renuka reyes reynaldo reynolds rhonda riaz ricarda riccardo richardson
richter rick ridzuan rie riley rishi ritika ritu rivas rivera riviere rizwan rizzo roberta roberto robertson robinson
robyn rocio rodel rodney rodolfo rodrigo rodriguez roel rogelio roger rogers rohaizad rohan rohini rohit rolando rolf
romain romeo romero romualdo ronan ronnie roosevelt rosalie rosanna rosario rosemary rosie roslan rosli rosmah ross
rossella roswitha roth rousseau roux rowena roxanne roxas roychowdhury ruben rubio ruchi rudolf rudolph ruediger ruiz
rukhsana rupali rupert russel russell russo rutger ryan ryota saad sabine sachiko sachin sadiq saeed saez sahil sahni
saifulbahri saini sajid salazar salleh sally salome salvacion salvador salvatore samantha sameer samir samy sanchez
sandeep sander sanders sandrine sangeeta sanjay sanjeev sanne santana santiago santoro santos sanz sapna sara
saravanan sarika sarin sarkar saroja sarojini saskia sathish satish sato satoshi saturnino saurabh savannah savitri
saxena schafer schmidt schmitt schneider scholz schroeder schulz schulze schuster schwarz scott sean sebastien seema
segun seidel selim sellamuthu selvam selvaraj sengupta seojun seoyeon serena sergei sergey serkan serrano sethi
sevanathan sevgi shabbir shafiq shah shahid shahrul shahzad shaikh shakeel shalini shamsuddin shamsul shane shankar
shanmugam shannon shanti sharad sharifah sharma sharon shashi shaun shawn sheela sheikh sheila shekhar shelby sheri
sherri shetty shigeru shilpa shimizu shinde shinji shirley shiva shivani shoaib shobha shota shreya shruti shubham
shukla shyam sibel sibylle siddharth siddhi sidhu siegfried sierra sigrid silke silvano simmons simona simone simpson
simran singh sinha sinnasamy sivakumar sjoerd smirnov smit smita smith sneha sodhi sofie sohail sokha solange solanki
sombat somchai somsak sonal sonam sonja sonya sood sooyeon sopheap sophia sophie soriano sota sotto soyeon spencer
srinivasan srishti srivastava stacey stacy stanislav stefania stefano steffi stephan stephane stevenson stewart stijn
stuart suarez subhash subramaniam subramanian subramanium subramaniyam suchart suchitra sudha sudhir suhaila suhani
sujata sukhwinder suleiman sullivan sultana sungmin sunil sunita supaporn suraya suresh suri surinder susan susann
susanne sushila suzanne suzuki sven svensson svetlana swaminathan swamy swati swen syafiq syazwan sylvain sylvia
sylvie tadashi taehyung tahir taiwo takahashi takashi takeshi takuya tamilselvan tammy tanaka tandon tanvi tara tariq
taro tarun tatiana tatjana taylor tayyab tejas temitope teodoro teresa teresita terrence terri terry tetsuya
teunissen thakur thangavelu thanh thapar thea thein theodore theophile theresa therese thi thibault thierry thijs
thilo thirumalai thompson thongchai thorsten thuy tiffany tijn timmermans timo timothy tina tiwari tjeerd tobias todd
tolentino tolga tomas tommaso tomoko torres torsten toshio tracey traci tracy trang traore travis trevor tricia
tripathi trisha tristan trivedi troy trump tugba tunde turner tushar tyler tyrone uchenna uday udo ugochukwu ujjwal
ulf ulrich ulrike uma umberto umesh umut upadhyay urmila ursula usama usha uta ute uwe vaibhav valdez valentin
valerie valerio vandana vandenberg vanderberg vanessa vani vannak vargas varghese varma varsha varun vasanthi vasquez
vasudevan vasudha vazquez veerasamy velasco velu venkataraman venkatesan venkatesh verma vermeer vermeulen vernon
veronique vicente vicki victoire vidal vignesh vijay vijaya vikas vikram villanueva vimal vimala vincenzo vineet
vinod vipin vipul virgilio virginia virginie vishal vishnu visser vito vittoria vittorio vivek vladimir vogel vogt
volkan volker vora vries vyas wadhwa wagner waleed walia walker walsh walter waltraud wan wanjiru waqar warner warren
wasim watanabe watkins watson webb weber werner wesley whitfield whitney wilfredo wilfried wilhelm willem willems
williams williamson willie winfried winkler wolfgang wouter wouters wright xavier yadav yakubu yamada yamaguchi
yamamoto yamini yann yannick yasemin yash yasmeen yasuko yejin yetunde yildirim yilmaz yogesh yoko yoshida yoshiko
yosuke youngsoo youssef yousuf yuichi yuka yuki yukiko yumi yuriko yusof yves yvette yvonne zacarias zachariah
zachary zack zafar zainon zaiton zarina zaw zeeshan zenaida zeynep ziegler zimmermann zoe zohra zulhilmi zulkefli
zulkiflee
"""
# Short family names that stand before the given one, and are other words as well: Lim Siew Hong, Kim Soo Yeon.
_BEFORE = """
ahn ang bae bai bong bui cai cao chai chan chang cheah chee chen cheng chew chia chiang chiew chin chiu cho choi
chong choo chou chow choy chu chua chuah chung cui dai deng ding dinh djong doan du duan eng fan fang feng fong foo
fu fung gan gao goh gong gu guan guo gwee han hao he heng hew ho hoe hong hoo hou hu hua huang hui hwang jang jeong
jia jiang jin jong jung kang kee khaw kho khoo khor kim ko koh kok kong koo kuah kuan kung kuo kwan kwee kwek kwok
kwon lai lam lau law lee leong leow leung lew li liang liao lie liem liew lim lin ling liong liu lo loh loke long loo
low lu lui lum luo ma mah mao meng mok moon nam neo ng ngo ngoh ngu nie njo njoo oei oey oh ong ooi oon ouyang pan
pang park pham phan phang phua poh pua qian qiao qin qiu quek ren rhee ryu saw seah see seo seow sha shao shen shi
shin shu sia siah siauw siaw sie siek siew sim sin siow sng so soh son song soo suh sun sung szeto tai tam tan tang
tao tay tee teh teng teo teoh tham thia thio tho thong thung tian tio tiong tjan tjen tjhin tjia tjioe tjiong tjoa
tjoe tjong tjung toh tong tran truong tsai tseng tung vo vu wan wang wee wei wen weng wong woo woon wu xia xiang xiao
xie xiong xu xue yan yang yao yap yau ye yee yen yeo yeoh yeung yi yim yin yip yong yoo yoon you young yu yuan yue
yuen yun zeng zhai zhang zhao zheng zhong zhou zhu zhuang zou
"""
ABROAD = frozenset(_ABROAD.split())
BEFORE_GIVEN = frozenset(_BEFORE.split())
