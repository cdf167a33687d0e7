"""The development part of the labelled set: what the model's threshold was chosen on, and rules may be written from.

Neither its sentences nor its names are among those measured (`labelled.py`). All people are made up. The
measured figures: `make bench-redaction`.
"""

from tests.privacy.labelled import Labelled, filled, small

IN_NO_LIST = (
    *("Temilola", "Chiamandu", "Nkirukalu", "Babajimide", "Wanjirumba", "Tendaishe", "Mthunzidi"),
    *("Jaswantjeet", "Gurnimrat", "Thamilselvi", "Sujeevanthi", "Nazneenara", "Tahmeedul", "Vaidehika"),
    *("Dobrochnia", "Swietoslawa", "Mscislawek", "Zdzichna"),
    *("Muireannach", "Caoilinnia", "Sadhbhina", "Ruadhanach"),
    *("Llinoswen", "Gwenlliana", "Ifandro", "Blodwyna"),
    *("Abdulmuqtadir", "Ruqayyatul", "Muthannah", "Hudhaifa", "Mutasimbil"),
    *("Zhenghaoran", "Qiuyueman", "Shuyanglu", "Meizhenfen"),
    *("Kestralyn", "Brayleigha", "Peregrinus", "Evadneva", "Lysandrea"),
)
ALSO_WORDS = ("Ivy", "Amber", "Jack", "Bill", "Rob", "Penny", "Daisy", "June", "Patience", "Precious", "Sunny", "Chase")

WITH_CUE = (
    "my nurse {} is always smiling",
    "a support worker named {} made me tea",
    "Doctor {} would not answer my questions",
    "my aunt {} brought my clothes in",
    "told {} about the voices and was taken seriously",
    "thank you to {} for the walks",
)
WITHOUT_CUE = (
    "{} made me laugh on a bad day",
    "I could always talk to {}",
    "everyone likes {} here",
    "{} should be manager",
    "it is better when {} is around",
    "cant fault {}",
    "{} never knocks before coming in",
    "went for a walk with {} on sunday",
    "big up {} and the team",
    "{} shouted at me in front of everyone",
    "the best one is {}",
    "i had a row with {} over my phone",
    "only {} bothered to ask how I was",
    "please tell {} I am doing better",
    "{} from nights is so gentle",
    "I want {} back on our ward",
)


def names_in_no_list() -> tuple[Labelled, ...]:
    """Names that rules cannot know, with a cue or without, as written and in small letters."""
    templates = WITH_CUE + WITHOUT_CUE
    return (*filled(templates, IN_NO_LIST), *filled(templates, small(IN_NO_LIST)))


def names_that_are_words() -> tuple[Labelled, ...]:
    """Names such as Ivy, where a capital or a cue says so."""
    return (*filled(WITH_CUE + WITHOUT_CUE, ALSO_WORDS), *filled(WITH_CUE, small(ALSO_WORDS)))


CLEAN = tuple(
    sentence
    for sentence in """
The porridge is lumpy and the toast is burnt
custard every single day
I want a kettle in the kitchenette
Scrabble and Monopoly have pieces missing
They play Coronation Street too loud
the Wii is broken and so is the Xbox
can we get Sky Sports
Tesco delivery is not allowed anymore
I got a Greggs on my leave
they took my Lynx and my razor
my vape was confiscated for no reason
mirtazapine gave me nightmares
aripiprazole makes me restless
I was put on haloperidol against my will
the Seroquel knocks me out
quetiapine and lorazepam together is too much
zopiclone stopped working
my eczema is worse since I came here
I have fibromyalgia and the mattress is torture
nobody understands dissociation
my tinnitus is unbearable with the alarms
dyslexic so forms are hard
psychosis group was useful
mindfullness is boring
the occupational therapist got me knitting
phsyio came once
pharmasist explained evrything
dont like the atmospere on hear
staf r always bizzy
shud be more actividys
nite staf wake us up with torchs
comunal bathroom is minging
its proper rank in the smoking shelter
absolutely knackered from the obs
gutted about my tribunal
buzzing to be going home
sound staff, proper bo
wicked food
bare long waits fam
innit though
tbh its alright
lol the wifi
omg the noise
smh
I was sectioned in Birmingham and sent to Bradford
Came from Tower Hamlets in a cage van
the Bradford unit was better
I would rather be in Cardiff near my kids
my hometown is Swansea and it is 4 hours away
there is no Welsh speaker on shift
they could not find a Punjabi interpreter
Gujarati food would be nice
kosher meals came frozen
a Quran was given to me when I asked
Diwali was celebrated properly
Hannukah was ignored
Vaisakhi party was brilliant
Pride flag in the lounge is welcoming
they use the wrong pronouns for me
being trans on a female ward was handled well
the Samaritans number is on the wall
Mind came to do a workshop
Rethink leaflets are everywhere
Healthwatch visited last week
Care Programme Approach means nothing to me
My CTO conditions were never explained
the RC changed twice
SOAD came and rushed
MHRT was postponed
PICU is frightening
I prefer the PICU because it is quieter
CAMHS to adult services was a cliff edge
ward round at Oakwood is better organised
Hawthorn ward has a sensory room
Transferred from Beech to Sycamore at teatime
Juniper House has nicer rooms
the seclusion room smells of wee
the airlock takes forever
there is mould in the shower
radiator stuck on full
Crisps and fizzy drinks only
halal lamb was lovely
jollof rice would be amazing
pierogi on the menu please
chapatis were hard as rock
I asked for oat milk
Decaf only after six
Tango and Fanta in the machine
please sort the tumble dryer
Karaoke was a laugh
bingo with prizes
pottery is relaxing
Zumba on Thursdays
We did mosaics and tie dye
the gym instructor is motivating
Hairdresser came which lifted my mood
Chaplaincy is open to all
my benefits stopped and nobody helped with Universal Credit
PIP form was done with me
Housing never returned my calls
lost my tenancy because of being here
solicitor was useless
Advocacy was brilliant
Bank holiday meant no one about
no consistency whatsoever
inconsistent messages from different shifts
Patronising and dismissive
Compassionate and respectful
Nonjudgemental, warm, welcoming
Traumatising
retraumatised by restraint
gaslighting
flippant remarks about self harm
ligature checks are necessary I suppose
obs every 15 mins with a torch in my face
Brilliant
Shocking
Disgraceful
Fab
Lovely lot
Superb, ta
cheers
ty
pls fix the telly
Nowt to complain about
summat needs doing
wee bit cold in the dorm
cawl on the menu was a treat
Diolch
Dziekuje
Shukran
Go raibh maith agat
Namaste
Medication time is chaos, queue down the corridor
Visitors get searched which upset my nan
Gran was allowed ten minutes
mam drives two hours to see me
Dad says the car park is a rip off
The ward clerk is a star
Housekeeping are unsung heroes
porter was chatty
Volunteers bring the therapy pony
the labrador that visits is gorgeous
Goldfish in the lounge died
the budgie is the only one who listens
Being listened to makes all the difference
Everyday is groundhog day
like Big Brother in here
it is giving One Flew Over the Cuckoo's Nest
Fawlty Towers has better service
Better than Butlins
worse than Belmarsh
Hotel California vibes
Whoever designed this never stayed a night
the bill for my phone was huge
ivy grows over the smoking shelter
patience with us is wearing thin
my time is precious
it was sunny so we sat out
staff chase you for your tablets
they rob you at the tuck shop
not worth a penny
the daisy bracelet was from OT
june was the worst month
a jack for my headphones
the amber light on the door
i could pay for a better pillow
can someone drew up a rota
frank conversations would help
the sandy path is nice
its dark in hear
there not carin
im fedup
to loud
very quiat
Alright
Average
Terrible
Lush
Sad
Pleasant
Mixed
Brill
Noise
Boredom
""".splitlines()
    if sentence
)
"""Sentences with nothing to take out, many with words that are in no list of ordinary ones."""
