"""English words that are no names; their forms are told by their endings."""

_LISTED = """
ability abort above abs absence absent absolute absolutely absorb abstract abuse academic acceleration accent accept
acceptance accepted accepts accessibility accessible accident accompany accomplish accord accordance according
accounts acct accumulate accurate accuse ache achieve acknowledge acknowledged acknowledgment acquaintance acquire
across act acting action actions activate activation active activity actor acts actual actually adapt adaptation
adapter adapters adaption adaptive add added addendum addition additional address addressed addresses adds adequate
adj adjacent adjust adjustment admission admit adobe adult advance advanced advantage advertise advice advised affect
affected affiliates affine affirms afford african afterwards aga against agency agents aggregate aggregation agnostic
agree agreed agreement ahead aim airline airy aka alert alerts alg algebra algorithm algorithms alien align alignment
alike alleging allocate allocation allocator allow allowance allowed allows almost along alongside alpha alphabet alt
alter alternate alternative alternatives although altogether alum alumni always amazing ambassador ambiguity
ambiguous amended america among amount amp anaconda analogous analysis analyze anchor anchors ancient anew angle
animation ann anniversary annotate annotation announce announcement annoyed anonymous another answered answers
anxious anybody anymore anything anyway anywhere apache apart apologise apologize apology apparatus apparent
apparently appeal appear appearance appears append appended appendix apple applicable applicant applications
applicative apply appraisal appreciate approach appropriate appropriateness approval approve approved approximation
apt arabic arbitrarily arbitrary arch archetypes architecture archival archive archives area argument arguments arise
arithmetic arm armada around arrange arrangement array arrest arrived arrogance arrogant arrow art article articles
artistic ascent ashamed asian aside asks asleep assembly assent assert assertion assign assignee assignment
assimilated assist assistance assume assumes assumption assure astonished astral astronomical asymmetric asynchronous
atom atomic att attach attachment attachments attack attacker attempt attend attention attitude attorneys attribute
attribution auburn audio audited august auth authentication author authoritative authorities authority authorization
authorize authorship automatic automatically automation aux auxiliary avail availability available avenue average
avoid avoidance await awake aware awful awkward axiom axis azimuth azure baby bachelor background backslash backups
backward backwards badge baggage bail balloon ban band banking banned banner bar bare barely barrier base based
baseline bash basically bat batch battery bay beach bear beast beautiful became become becomes began begging begin
beginning begins begun behalf behave behavior behind believe believed bellman belong belongs beloved below bench
benchmark beneficial benefit berlin beside besides bet beta better between beyond bias bibl bibliography big bigfoot
bilboed binary bind binding binds binomial biometric birthday birthplace bisect bison bit bitmap bits bitter blame
blanks bless blind blink blk blob block blocked blocking blocks blog blowfish blue blurred bodies bodily body bogus
boilerplate bold bomb bombe boolean boost boot bootstrap boring born borrow both bother bottle bottom bound
boundaries boundary bounded bounds box boxes boy boyfriend bracket branch brave breach bread break breakfast
breakpoints breaks breath breeze bridge brief britain broadcast broke broken broker brought browser browsers brute
buffer buffering bugs build builder building builds built builtin bulk bunch bundle bunk burden bureaucracy
bureaucratic burger bus busy button buy bye bypass byte bytecode bytes cache cached caching cal calculate calculation
calculator calendar calibration callable callback caller calls cam came camel camellia camera canadian cancel
cancellation candidate canon canonic canonical canvas capability cape capped captain capture car caramel care careful
careless caring carried carrier carries carry case cases cash cast cat catalog catch categories categorized caught
cause cease ceil celebrate cell cells celt central centroid centrum cert certain certainly certificates chain chained
chair challenge chance change changed changes changing channel channels chaos chaotic chapter char character
characters charity chars charts chase chats cheap cheat cheating checked checker checklist checkout checkpoint
checkpoints checks cheers chief child children chip choice choose choreographic chose chosen chromium chunk church
cinematographic cinematography cipher circle circles circular circumvent circumvention circus cisco cited citizens
city claim claimed claims clamp clang class classes classic classification classifier clause clean cleaned cleanup
clear clearly clerk click client clients climb clinic clip clocks clone closely closes closest closing closure cloth
clothes cloud cluck clueless clumsy coded codes coefficient coffee cog coherence col cold collaborative collate
collateral colleague collected collection collective collector colon cols column columns combination combine comes
comfort comfortable comma command commands commence commented commer commercial commit commitment commits committed
common communicate communication community commute comp compact company compare compared compares comparison
compassion compatibility compatible compensate compensation competent competition compilation compile compiled
compiler complain complainant complaints complement complete completeness completion complex compliance compliant
complicated comply component compose composite composition compound compress compression compressor compulsory
computation compute computed computer con concatenation concept concern concerned concerns concrete condition
conditional conditions confer conference configuration configure confirm confirmation confirmed conflict conformance
confused confusing confusion congratulations conn connect connected connection connections connector connectors
consecutive consent consequence consequential consider considerate consideration consist consistency consistent
conspicuously constant constitute constr constraint construct construction constructor construe consul consulate
consult consume consumed consumer contacts contain container contains contemplated contemplating content contents
contiguous continuation continue continues continuous contract contracts contradict contrary contrast contravention
contrib contribute contribution contributor contributory controlled controller controlling controls convenience
convenient convention convergence conversation conversations convert converter convey convolve cooked cookie
coordinate copied copier copies copyleft copyright core cores corner corporation corpus correct corrected correction
correctness correlation corrupt corruption cos cost costs couldnt count counted counterclaim counting country counts
couple courier course court courteous courtesan courtesy cousin covariance covariant cover coverage coveralls covered
covers crawl cray create creating creation creative creator credit crew cried critical cross crowd crowded cruel
cruise cruncher crypt cryptographic cryptography ctr cultural culture cumulative cur cure curious curl currency
current currentness curry cursor curve custom customarily customary customization customize cutoff cycle cycler
daemon daemonic daily dam dare daring dark dash dashboard dat dataset dated dates daylight dbl dead deaf deal dealing
death deb debt debugger decay deceived december decent decide decided decides decimal decision decisions decl
declaration declarations declaratory declare declared declares decor decorator decrypt deem deep def defective
defects defend defendant deferred define definitely definition deflate defunct del delayed delegate deleted deletes
deleting deletion deliberate delicious deliver delivered delivering dell delta demand demarcate demon den denied
denom densify density deny dep depart department depend dependencies dependency dependent depicted deportation
deported deprecated depth der derivative derived description descriptive descriptor deserve design designate desk
desktop desperate despite destination destroy destroyed destruction destructor detach detain detained detect detected
detection detector determine deterministic detriment develop development deviation devised diagnostic diagram dial
dialect dialog diam dict dictionary did didnt die died dies diff differ difference different differential
differentiation difficult dig digamma digest digit digital digits dim dimension dimensional dimple dinner diplomat
dir direct direction directive director directory dirty dis disability disable disabled disappear disappointed
disassemble disclosed discord discoverable discovery discretion discussion disgrace disgusting dishonest disjoint
disjunction disks dispatcher dispose disposition disrespect disrespectful disrupt dissemination dist distance
distinct distinguish distort distortion distributable distribute distribution distributor disturb div divide division
divorced doc docent docker docs doctrines documentation documented documents doesnt doing dollar domain don donate
done dossier dot dotted double doubles doubt dovecot down downloaded downstream doxy dozen draft drafter drafts
dramatic draw drawing drawn draws dream drew drive driven driver drop dropped dropping drops drunk dual duck dude due
dumb dummy dump dup duplicate duplicates duplication durable duration during duty dynamic dynamically each early
easily east eastern eccentricity echo eclipse edit editable edited edition editor editorial edits effect effective
efficiency efficient effort eg eight either elaborations elderly elect election elem element elementary elements
elevator elf eligible ellipsis else elsewhere emails embarrassed embarrassing embassy embed embedded emblem embodied
embodiments emit emotional empathy employee employer emptied empty emulate emulation emulator enable enc encode
encoded encoder encounter encourage encouraged encrypt encrypted encryption end ended ending endless endorse
endorsement endpoint ends energy enforce enforceability enforceable enforced enforcement engine engineer england
english engraving enjoyment enough ensure entanglement entered entertainment entire entirety entitled entity entrance
entropy enumerate enumerated enumeration envelope environ environment epoch equal equality equalizer equitable
equivalent era err error errors escape escaped escapes escort especially essential establish estoppel etc eu european
even event events every everybody everyone everything everywhere evidence evil evolution exact exactly examine
example examples exc exceed excel except exception exchange exclude exclusion exclusive excuse exec execute executed
execution executor exemplary exercise exhausted exhausting exhaustive exist existence existing exists exit exits
expand expansion expatriate expect expectation expected expecting expense expensive experience experimental
expiration expiry explain explains explanation explicit exploit exponent exponential export exports expose expression
ext extensive extent external extortion extract extraction extractor extreme extremely eye eyes face faces facility
fact factor factorial factory facts factual fail failed failing fails failure failures fair faithfully fake fakes
fall fallback falls false familiar fantastic fashion fat fatal fate fault faults favor favour fax fazer fear feature
features february federal fee feed feedback fees female fetch fetched fetches fever few fewer fiance fiancee fiber
fid field fields fifty fight figure figures filed filename filing fill filled fills filter filters filthy final
finalize finally find finder finding finds fine fines finish finished finite firm first fit fitness fits fix fixation
fixed fixture flag flagged flash flask flat flatten flavor flds flex flexible flip float flock floor flow flt fluent
flush flyweight focus fold foldable folders folklore folks follow followed follows font foo food foolish foot
footnote forbid forbidden forced forces foregoing foreground forge forget forgive forgotten fork form formal format
formats formatted formatter formatters formatting former forms formula fortunately forum forward forwarded foundation
four fraction fragment frame framework france free freedom freely freq frequency frequent fresh friday frightened
frogmouth frozen fruit frustrated frustrating ftp fully fun function functional functionality functions functor
fundamental funded funny fur furious furnished further fury fuse fusion future fuzz fwd fyi gain gallium game gamma
gap gaps garbage garden gateways gather gauss gave gender general generate generated generation generator generic
generous gentle gentleman geographic geography geometry germany gets getter getting gid gift girl girlfriend git
given gives glad glam glib glob global glossary glue glyph gnat gnome gnu goal goes gone goodbye goods goodwill got
gotten gov govern governed government grab grade grades graduate grammar grand granddaughter grandfather grandmother
grandson grant granted grants graph graphical grateful gratitude gray greedy greenlet greet greeting greetings grep
grid grit gross group grouped groups grow grows growth guarantee guarantees guard guess guessed guest guide guides
guilty gun guys hack haiku half hall hamburg hand handed handler handles handling handshake happen happens harassment
hard hardware hare harmless hash hashes hasnt hassle hate haven havent head headache header headers heading heads
health heap hear heartbeat heavily heavy height heirs held helper hence hereafter hereby herein hereof hereunder
hesitate hessian heuristic hex hexadecimal hey hidden hide hides hierarchy high higher highlight hill himself hint
hip histogram historical history hit hold holder holds holiday home homepage honestly honeymoon honor honour hook
hooks hopefully horror hospital hospitality host hostel hostile hosts hot hour house however howl huge human humble
humid humiliated humiliating hundred hungry hurry hurt hyperlink hypertext hyphen hyphenation hypothesis icon icons
idea ideal identical identifiable identification identify identity idle ie ignorance ignorant ignore ignored ignores
iii ill illness illustration im image images immediate immunities immutable imp impatient impedance imperial
implement implementation implication implicit imply import important importation importer importing imports impose
impossible impressed improve improvement inbound inbox inc inch incident incidental incl include includes including
inclusion inclusive incompetent incomplete inconsistent inconvenience inconvenient incorporate incorporation
incorrect increasing incremental incurred ind indemnify indemnity indentation index indexes indicate indication
indicator indices indirect individual inefficient inexact infant inferred infinite infinity inflate inform
information informative infringe infringement inherit inheritance init initial initialization initialize initiate
initiation inject injection injured inline inner insert insertion inserts insist inspect inspired inst installation
installed installer installs instance instantiate instead institute institution instruction insult insulted insulting
int intact integer integral integrate integration integrity intel intellectual intend intent intention interact
interaction interactive intercept interchange interest interface interfere interleave interlocked intermediate intern
international interoperability interoperable interpolation interpolators interposition interpret interpreter
interrogate interrogated interruption intersection intersects intersperse interval intrinsic intro introduce
introduction introspection intrusive invalid invert investor invitation invite invoice invoke iota irrevocable
irrevocably isnt issue issued issues italian italy item items iterable iterate iteration iterator itinerary itself
ive jab jail january japan jar java jet jetty job jobs join joins joke josh joss journal journey joyful judge judged
judgment judicial july jump jumps junk jurisdiction justify kab kaka kalian karma keep keeps kept kern kernel
keyboard keyring keys keyword kick kid kids kill killed kills kilobyte kindly kindness kinds kit knock knowledge
known knows kudu lack lacks ladies lady lambda landlord lane lang language large larger last late lately latency
latent later latest latter launch launching law lawsuit lawyer layer layers layout lazy lea lead leading leaf leak
leap lease least leaves lecture lecturer left leftmost leftover legacy legal legalese legibly length lengthy
less let lets letter letterhead letters letting level levels lex lexeme liability liable lib libraries library
license licensee lid lie lied lies lieu life lift ligature light like likeness likewise limit limitation limiting
limits linear lines linguistic link linkage linked links lint linter listed listen listing lists lit lite literal
literary lithography litigation litter little live lived lives load loaded loader loads local locale localize locally
locate location locator lock locked lockout locks lockstep lodge logged logger logging logic logical logo lone lonely
long longer longest look looked looks lookup loop loops lose loses loss lot loud loup lousy love lovely low lower
lowercase lowest luckily lucky luggage lunch lying mac mach machine machinery machines macros mad madame magic magma
magnitude maid mailbox mailman maintain maintenance majestic major majority make makes making male males malformed
malfunction mall management manager mandatory manipulation manipulators manner manners manufacturer mapped mapping
maps march margin margins marina mark markdown marked marker market marks markup married marshal mask masked mass
massive master match matched matcher matches matching mate material mathematical mathematics matrix matter matters
maven maxim maximum maybe mean meaning meaningful means meant meanwhile measure measurement mech mechanical mechanism
median medical medium meet mem member memo memory memos men mention merchantability mere merge merged mesa meson
message messy met metadata method metric micro microsecond mid middle midnight migrant migration migrations million
milo mime mimic mind minim minimal minimum minister ministry minor minus minute minutes mirror misc miscellaneous
misconduct mismatch missed missing misspelled misspelt mistake mistaken mistreated misunderstanding mix mobile mock
mod modal mode model models modification modifier modify module modules modulo modulus moment momentum monad monetary
monitor monitoring monkey mono monomorphic monotonic month monthly months moral moreover morphology mosque most
mostly motion motivation mount mountain mounted mouse movement moves movie moving much muenster multi multimedia
multipart multiple multiply multiprocessing music musical musicians mutate mutilate mutilation mutual naive names
naming nation nationality native naturally nature navigation near nearest necessarily necessary needed needs negate
negative negligence negligent negotiate negotiation neighbor neighbour neither neon nephew nerd nervous nested net
nettle network nevertheless newborn newer newest newline news nick niece nigerian nightly nightmare nil nine ninja
node noel noise noisy nomer nonce nonexclusive nonmember nonnegative nonsense nontrivial nonzero noon nor norm
normalization normalize normally north notation note notes nothing noticed notification notify nova nowhere nuisance
null numbered numbering numbers numerator numeric numerical numerous nurse obey obj object objects obligation
obsolete obtain obvious obviously occasion occur occurred occurrence occurring ocean octet october odd off offence
offend offended offensive offer offers offices official officials offset often older oldest ole omega omg omission
omit omitted omitting once ongoing onward opaque opcode opened opener opens opera operand operate operation opinion
opportunity optimal optimization optimize option optional optionally options opts opus oracle orange ord ordeal
ordered ordinal ordinary organised organization organized orientation orig origin original others otherwise ought
ours outage outbox outcome outgoing outline output outputs outside outstanding overall overcharged overcrowded
overflow overhead overlap overlapping overlay overload overnight overridden override overrides overseas overt
overview overwrite overwritten own owned owner ownership owns pack package packages packet pad padded padding page
paging pain painful paint pair pakistani pal pallets palm pam pamphlet pan pandas panel panic paper papers paperwork
paradise paragraph paragraphs parallel parameter parent parentheses parents park parked parking parse parsed parses
part partial particular partition partnership parts party pass passage passed passenger passwords past pat patch
patched patent path pathname patience patient pattern pause pauses pax payload payloads peace peek peer peewee pen
penting people pep percent percentile pere perfect perform performance perhaps periapt perimeter period permanent
permissible permission permissive permits permitted permutation perpetual perpetuity persistent person personal
personality personally persons pertain pertinent phantom phase philippines phoenix phone phonogram photo photographic
photography phrase phys physical pic pick pickle picks pickup picture pictures piece pier pillow pin ping pinned pip
pipe pipeline pipping pitch pity pixel pixels pkg place placeholder placeholders places plain plane planted platforms
playback player playhouse playwright plaza pleasant pleasure plexus plot plug plugin plural plus plz pocket pod point
pointer pointless points police policy politely poll polling polls poly polygon polynomial pool poor pop popped
poppler popular population portability portable portal portion ports position positional positive possesses
possession possibility possible possibly post posting posts potential pow power powerful practicable practical
practice praise pray preamble prebuilt precede precedence precious precise precision predecessor predefined predicate
preface prefer preferred prefix pregnant prejudicial prepackaged prepend preprocessed presence present presentation
preset press pressure presumption pretend pretty prevent preview previous price pride priest primarily primary prime
primitive princess principal print printable printed printer prints prior priority prism prison priv privacy
probability probably probe problem procedure process processes processing processor processors procurement prod
produce product production products prof professional professionally profit prog programming programs progress
prohibit project projection prominent promise promote promotional prompt proof prop propagate propagation proper
properly properties property proprietary proprietor prose prospectively protect protected protection protest protocol
proud provable prove proves provide provider provision provisional prune pseudo pseudonym psf pub publication
publicity publisher publishes pull pulse pump punctuation punish pure purpose pursuant push pushes put puts python
quad quadratic quadrature qualify quality quantity quantization quantize quarantine quarrel quaternion queen queries
query questions queued queueing quiet quit quite quitting quot quotation quote quoted quoting race racism racist
radius rail rain rainy raise raises ran rand random randomize range ranges rank ranked rare rasterization rate rather
ratio rational rationale raven raw reach reachable reached reaches readable reader reading real reason reasonably
reasons recap receive receiver receives receiving recent recently recipient recognition recognizably recognize
recommend reconcile record recorded recording records rect recursion red redistribute reduce redundant ref refer
reference referral referred referrer referring reflect reformed refrain refresh refusal refute reg regard regardless
regex regexp region registry regress regression regret regular regularly regulated regulation reinstall reinstatement
reject rel relate relation relationship relative relatives relay release released relevant reliability reliable
reliably relief religion religious relink relinquish reluctant rely rem remain remainder remarkable remedy remember
remind remote removal removed rename rend render rendered rendering renew rent rep repair repeat repeated repeatedly
repeats repertoire repetition replicate reported reporter reports repositories repository represent reproducible
reputation require required requirement requirements requires resample rescission rescue resend resent resides
resolve resolved resort respect respectful respectfully respective respond responsibility responsible rest restart
restaurant restored restores restrict restricted restriction restrictive restroom result results resume retain
retention retire retired retrieve retroactively returned rev reveal reverb reverse revise revised revision revoked
rewind rewrite rich rid ridiculous riff right rights ring ringgit risk river road rob robust robustness roles roman
rooms root rootless roots rot rotate rotation rough round rounds roundup route routine row rows royal royalty rpm
rubbish ruff rule rules runner running runs runtime rupiah rush russia rust sadly safe safety said sailor sake salary
sale salt samba sample samples sandbox sane sanitize sanity sans sat satisfy satisfying saturday save saved saves
saving saw sax say scalable scalar scale scanner scared scary sched scheduled scheduler scheme science scientific
scientist scold scolded scope scopes score scrap scratch screamed screen screenshot script sculpture sea seal seals
seaman seaport search searchable season seat sec secondarily secondary secretary section sectionalize secure security
see seed seek seem seen sees segment segno select selection selector self sell semantic semaphore sender sends sense
sensible sensitive sent sentence sentinel separable separate separator september seq sequence serial serialization
serialize series serif serious seriously sermon serpent served serves service services session sets setter setting
settle settlement setup seven several sg shade shadow shake shall shallow shame shameful shape shapes shared shares
sharing shear shebang sheet shell shift ship shipped shipping shock shocked shocking shop short shorthand shot
shouldnt shouted shouting shown shows shut shutdown shy sick side sidestep sig sigma signature signatures signed
signer significant signing signs silence silently silk silly silver similar similarity simpler simplify simply
simulate simulated simulator sin since sincere sing singers single singleton singular sink siren sis sit site sits
situation situs six sixth size sizes skeleton sketch skill skip skipped skipper skipping skips skunk slash sleep
sleepy slice slide slope slowly small smaller smashing smell smile smiling smoke smoking smooth smoothly snapshot
snapshots snippet snowball soak social society sock socket soft software solar sold soldier sole solid solve some
somebody something sometimes somewhat somewhere songbird soon sop sophisticated sort sorted sought sound soup source
sources south spa space spaces spacing spain spake span spanish spare sparse spawn speak spec special specific
specifically specification specify specimen spectrum speechless speedup speedy spell spelled spelling spend spent
spherical sphinx spill spin spirit split splitting spoke spoken sponsorship spouse square stable stack stag stage
stairs stale stamped stand standalone standard standards stands star stare start started starting starts startup stat
state stated statement states static statically station statute statutory stays std stdio step stepper stepping steps
stereo steward sticker stimulate stood stopover stoppage stopped stops storage stored stores story str
straightforwardly stranger strangers strategy stream street stress stressed stressful strict strided string strings
strip stripped stripping strong structure stub stubborn student studied study stuff stupid style sub subclass
subdirectory subdivision subject submit submitted subnormal subscription subsection subsequent subset subsidiary
substance substantial substitute substitution subtract subtraction subtype succeed success successful successor such
suddenly suffer suffered sufficient suffix suggest suggestion suit suitability suitable suitcase suite sum summarize
summary sun sunburn sup super superb supersede supervisor supply support supported suppose suppress surely surname
surprise surprised surrender surrogate survey survive suspicious swain swap swear sweat sweep sweet swift swig switch
switched switches sym symbol symbolic symmetric sympathy sync synchronization synchronous synopsis syntax synthesis
systems tables tabs tagged tags tail take taken takes tale talk tall tap tarball task tau taxi tea teacher team tear
teaser tech technical technique technological technology tee telephone tell telling tells telnet temp temperature
template templates temple temporary ten tensor term terminal terminate termination terminator termini terminology
terrible terribly terrific terrified terse tested testing tests text textbook textual thankful thats theirs them
theme themselves theory thereafter therefore therein thereof thereto theta theyre thickness thief thieves thin thing
think third thirsty thirty though thousand thread threading threads threat threaten threatened three threshold
through throughout throw thru thrust thumb thursday thus tick ticket tickets tidy tie tiff tilde till tilt timed
timeouts timestamp timestamps timezone timidity timings tiny tip tips tire tired tiring title titles toddler together
tokens toll ton tone tongue too took tool toolbox toolkit tools topic topmost topography topology torn tort tot total
touch touches tough tourism tower town tox trace track tracker tracking trade trademark tradition traffic trail train
transaction transactions transferable transferred transferring transform transformation transition translate
translation transmission transmit transparent transport trap traps trash traveler traveller traversal traverse treat
treated treatment treaty tree triangular trick tricky tried tries trigger trim trip triple trivial trouble trough
true truly truncate truncated truss trust trusted truth try tube tuesday tuple turkey turkish turn turned turtle
tutorial twelve twenty twice twin two ty typ type typed types typescript typical typing ugly uk ukraine ultra
umbrella unacceptable unaware unbelievable unbound unclear unclosed unconditional underflow underlined underlying
underneath underscore understand understood undesirable undo unexpected unfair unfortunately unfriendly unguarded
unhappy unhelpful uniform union unique uniqueness universal university unknown unless unlike unlink unlock
unnecessary unofficial unpack unpacked unpleasant unprofessional unread unreasonable unrelated unsafe unsatisfied
unseen unset unstable until updates upkeep uploaded uploads upon upper upstream urn usable usage use useful
usefulness users uses using usual usually utility utilization utilize vacation vaccine val validate validation
validity valuable value values van var variable variables variadic variance variant variants variation variety
various vary vector velocity venture venue verb verbal verbatim verbose verification verified version versions
vertical vertices via victim view viewed views village vim violate violation violations violence virtual visibility
visible visitor visual voice void volatile volume voluntarily voluntary volunteer vomit voyage vulnerability
vulnerable wagon waiter waitress waits waive walk walks wall walls wants ware warm warn warning warnings warns warp
warrantee warranty wasnt waste wat wave waw way ways weak wealthy weather wedding wednesday weekday weight weird
welcome well went west whatever whats whatsoever wheel wheels whence whenever whereas whereby wherein wherever
whether whisper whitespace whoever whole whose wide widget widow width wiki wildcard willing win wind window wine
winner wins wire wireless wise wish withdraw withdrawn within woman women won wonder wonderful wondering wont wording
words work workaround workbench worked worker workflow workflows works worksheet world worldwide worried worry worse
worth wouldnt wrap wrapped wrapper wrapping writer writes written wrongly wrote xor yacht yah yahoo yap year years
yelled yellow yes yesterday yet yield young youre yours yourself youth yuk zero zone
"""
ENGLISH = frozenset(_LISTED.split())
