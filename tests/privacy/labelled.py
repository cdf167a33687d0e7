"""Sentences that people on a ward could write, with what has to go from each. All people and places are made up.

The rules were written with other sentences in view (those in `test_redaction_rules.py`), so what is measured here
is how they do on sentences they have not met. When a rule is written because of a sentence here, move it there.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product

from bot.privacy.redaction import EntityKind


@dataclass(frozen=True, slots=True)
class Labelled:
    """A sentence and the words in it that must not be kept."""

    text: str
    hidden: str


IN_A_LIST = (
    *("Sarah", "Priya", "Tomasz", "Siobhan", "Angharad", "Mohammed", "Oluwaseun", "Wei", "Agnieszka", "Ngozi"),
    *("Rhys", "Fatima", "Gurpreet", "Kwame", "Caoimhe", "Chukwuemeka", "Dafydd", "Ayesha", "Thandiwe", "Katarzyna"),
    *("Xiu", "Yusuf", "Deepak", "Niamh", "Leszek", "Harjit", "Zainab", "Emeka", "Bronwen", "Craig"),
)
IN_NO_LIST = (
    *("Oyinkanbi", "Zbyslawka", "Tewodris", "Mairwenna", "Thulsipriya", "Xiaoqingyu", "Abdoulrazik", "Kaorunga"),
    *("Gwenfryda", "Ikechukson"),
    *("Oyindolapo", "Adunniola", "Obiageliwe", "Folashadeola", "Ekundayomi", "Nyambukeni", "Sibongezile", "Kwabenaro"),
    *("Harleensukh", "Manvirpal", "Kavithanga", "Ishwariya", "Shabnumisa", "Rukhsarina", "Pratyushan"),
    *("Wieslawiak", "Bozydaria", "Grzesiowska", "Jarogniewa"),
    *("Fiadhnaid", "Toirdhealach", "Eibhlisin"),
    *("Angharadwen", "Tegwedda", "Hafrena", "Eurgainwen", "Gwydionel"),
    *("Khadijatou", "Sumaiyyah", "Zubaydaan", "Ghaliyya"),
    *("Xueqiong", "Yuchengli", "Jingwenxia", "Haoxuanji"),
    *("Zephyrine", "Jaxtonby", "Tolliver", "Ottolinea", "Quillon"),
)
"""Names made like those of Nigeria, Kenya, Ethiopia, South Africa, Ghana, South Asia, Poland, Ireland, Wales, the
Arab world, China and England. A test shows that no list has them."""
ALSO_WORDS = (
    *("Grace", "Hope", "May", "Will", "Mark", "Joy", "Faith", "Rose", "Summer", "Art"),
    *("Dawn", "Robin"),
)

CUED = (
    "I want to thank my named nurse {} for everything",
    "my key worker {} never came back to see me",
    "one of the nurses, a lady called {}, sat with me all night",
    "my support worker {} was kind and patient",
    "the advocate, {}, came to see me twice",
    "My sister {} was not allowed to visit.",
    "Dr {} changed my tablets without asking",
    "the psychologist is called {} and explains things well",
    "my name is {} and I have been here too long",
    "Mrs {} from housekeeping always said good morning",
    "a healthcare assistant called {} taught me to knit",
    "My brother {} rang and rang and nobody picked up",
    "The consultant, Dr {}, was late for every meeting.",
    "spoke to nurse {} about my leave, no luck",
    "My daughter's name is {} and she is only 4",
    "Love to {} and the night team",
    "I asked {} for a blanket and got one",
    "my care coordinator is {} but I have never met them",
)
CUED_IN_SMALL_LETTERS = (
    "my nurse {} was rude to me at night",
    "there is a nurse named {} who shouts",
    "my name is {} i want to go home",
    "dr {} only saw me for five minutes",
    "my support worker {} listened when i was upset",
    "my sons name is {} and i miss him",
    "a man called {} took my phone",
    "student nurse {} explained it all to me",
    "mr {} who brings the post",
)
WITHOUT_CUE = (
    "{} was the best part of my stay.",
    "I felt safe whenever {} was on shift",
    "it was {} who noticed i was not eating",
    "please give {} a pay rise",
    "{} and the others made a hard time easier",
    "nobody explained anything except {}",
    "i only trust {}",
    "{}'s art group kept me going",
    "ask {} she knows",
    "shout out to {} 👏",
    "when {} is off nothing gets done",
    "Best staff: {}",
    "the food {} makes is lovely",
    "I would not be alive without {}",
)
LISTS = (
    ("Thanks to {} and Oyinkanbi for the quiz", "Oyinkanbi"),
    ("{} Kowalczyk helped me settle in", "Kowalczyk"),
    ("i liked {} and agnieszka best", "agnieszka"),
    ("{} Thistlewood runs the garden group", "Thistlewood"),
    ("{}, Sunita and Yusuf play cards with us", "Yusuf"),
)

MISSPELT = (
    "my nirse {} is the kindist persn here",
    "the docter {} dont lisen to me",
    "suport worker {} sat wiv me al nite",
    "{} is alwys on her fone",
    "i realy miss {} since she left teh ward",
    "wen {} cooks its luvly",
    "thankyou {} u r a star",
    "plese give {} a medle",
)
"""Each with a name that is spelt right, in small letters: what is around it does not help much."""

STRUCTURED: dict[EntityKind, tuple[tuple[str, ...], tuple[str, ...]]] = {
    EntityKind.PHONE: (
        ("please ring my mum on {}", "{} is the number to get me on", "they lost my number ({}) again", "text me {}!"),
        ("07700 900456", "07700900456", "+44 7700 900 456", "0113 496 0123", "(0113) 496-0123", "07700.900.456"),
    ),
    EntityKind.NUMBER: (
        ("my NHS number is {}", "nhs no {} if you need it", "they mixed up {} with another patient", "number: {}."),
        ("943 476 5919", "9434765919", "943-476-5919", "9434 765 919"),
    ),
    EntityKind.EMAIL: (
        ("write to me at {} please", "my email is {}", "{} is where to send it"),
        (
            *("jo.bloggs@example.com", "JO_99@mail.example.co.uk", "jo dot bloggs at example dot com"),
            *("jobloggs at gmail.com", "jo (at) example (dot) org", "jo@example.nhs.uk"),
        ),
    ),
    EntityKind.WEB: (
        ("I wrote about it on {}", "see {} for my story", "it is all at {}"),
        ("https://example.com/me", "www.example.org", "example.co.uk/blog/1", "myblog.example.com"),
    ),
    EntityKind.USERNAME: (
        ("I am {} if you want to talk", "you can find {} online", "staff looked up {} which is wrong"),
        ("@jobloggs", "@jo_bloggs99", "jobloggs#4821"),
    ),
    EntityKind.POSTCODE: (
        ("I live at {}", "my house in {} is empty", "sent home to {} with no food", "from {} originally"),
        ("LS6 2AB", "ls62ab", "SW1A 1AA", "M1 1AE", "cf10 3nq", "B33 8TH"),
    ),
    EntityKind.ADDRESS: (
        ("they sent the letter to {}", "I own {} and nobody checked on it", "my flat at {} is damp"),
        ("12 Acacia Road", "4 Mill Lane", "221b Rosewood Avenue", "17 St Agathas Crescent", "9 Oak Tree Close"),
    ),
    EntityKind.DATE: (
        ("I came in on {}", "since {} nobody has seen me", "my tribunal was {}", "discharged {}"),
        ("12/03/2025", "3rd March 2025", "2025-03-12", "14 Feb", "March 3rd", "21.04.25", "Tuesday 4th"),
    ),
    EntityKind.DATE_OF_BIRTH: (
        ("dob {}", "my date of birth is {}", "I was born on {}", "DOB: {} wrong on the board"),
        ("12/03/1985", "3 March 1985", "12.3.85", "12-03-1985"),
    ),
    EntityKind.AGE: (
        ("I am {} and should not be on this ward", "a lad aged {} was left alone", "at {} years old I know my mind"),
        ("19", "43", "67"),
    ),
    EntityKind.ROOM: (
        (
            "the light in {} is broken",
            "I was moved to {} without being asked",
            "{} is freezing",
            "the man in {} shouts",
        ),
        ("room 12", "Room 4", "bed 3", "bay 2", "bedroom 9", "dorm 1", "side room 2", "room B"),
    ),
    EntityKind.PLATE: (
        (
            "my car {} got a ticket",
            "somebody scratched my car, reg {}",
            "number plate {} parked across the ambulance bay",
        ),
        ("AB12 CDE", "ab12cde", "YX70 KLM"),
    ),
}
REFERENCES = tuple(
    Labelled(template.format(value), value)
    for template, value in product(
        (
            "my hospital number is {} not hers",
            "hospital no. {}",
            "patient id: {} is mine",
            "complaint ref {} was ignored",
        ),
        ("K12345", "48213", "RX-90211", "552871"),
    )
) + tuple(
    Labelled(template.format(value), value)
    for template, value in product(
        ("my national insurance number is {}", "they need {} for benefits"), ("QQ123456C", "QQ 12 34 56 C", "qq123456c")
    )
)


def structured() -> Iterator[tuple[EntityKind, Labelled]]:
    """Each identifier in each of its sentences."""
    for kind, (templates, values) in STRUCTURED.items():
        for template, value in product(templates, values):
            yield kind, Labelled(template.format(value), value)
    for labelled in REFERENCES:
        yield EntityKind.NUMBER, labelled


def names() -> dict[str, tuple[Labelled, ...]]:
    """Names by what there is to know them from."""
    return {
        "listed, with a cue": filled(CUED, IN_A_LIST),
        "listed, in small letters, with a cue": filled(CUED_IN_SMALL_LETTERS, small(IN_A_LIST)),
        "listed, without a cue": filled(WITHOUT_CUE, IN_A_LIST),
        "listed, in small letters, without a cue": filled(WITHOUT_CUE, small(IN_A_LIST)),
        "surnames and lists": tuple(
            Labelled(template.format(name), hidden) for (template, hidden), name in product(LISTS, IN_A_LIST)
        ),
        "also words, with a cue": filled(CUED, ALSO_WORDS),
        "also words, in small letters, with a cue": filled(CUED_IN_SMALL_LETTERS, small(ALSO_WORDS)),
    }


def names_for_a_model() -> dict[str, tuple[Labelled, ...]]:
    """Names that rules have little to go by, each sentence with some of the names."""
    return {
        "in no list, with a cue": rotated(CUED, IN_NO_LIST),
        "in no list, in small letters, with a cue": rotated(CUED_IN_SMALL_LETTERS, small(IN_NO_LIST)),
        "in no list, without a cue": rotated(WITHOUT_CUE, IN_NO_LIST),
        "in no list, in small letters, without a cue": rotated(WITHOUT_CUE, small(IN_NO_LIST)),
        "in no list, among misspellings": rotated(MISSPELT, small(IN_NO_LIST)),
        "also words, without a cue": rotated(WITHOUT_CUE, ALSO_WORDS),
    }


def rotated(templates: tuple[str, ...], values: tuple[str, ...], per_template: int = 8) -> tuple[Labelled, ...]:
    """Each of the sentences with so many of the names, the next sentence with the next names."""
    chosen = (
        (template, values[at % len(values)])
        for row, template in enumerate(templates)
        for at in range(row * per_template, (row + 1) * per_template)
    )
    return tuple(Labelled(template.format(value), value) for template, value in chosen)


def filled(templates: tuple[str, ...], values: tuple[str, ...]) -> tuple[Labelled, ...]:
    """Each name in each of the sentences."""
    return tuple(Labelled(template.format(value), value) for template, value in product(templates, values))


def small(values: tuple[str, ...]) -> tuple[str, ...]:
    """The names in small letters."""
    return tuple(value.lower() for value in values)


CLEAN = tuple(
    sentence
    for sentence in """
The food is cold by the time it gets to us
staff are lovely but there is not enough of them
I would give this ward 10/10
10/10 would not recommend
ward 3 is much calmer than ward 5
i have been on a section 3 for 2 weeks and nobody has explained my rights
they changed me from 50 mg to 100 mg and did not say why
call 999 or 111 if you need help
visiting is 2pm to 4pm and 6pm to 8pm
I was told I would see a doctor in 24 hours and it was 5 days
nobody listens
the night staff are on their phones all the time
My care plan was done without me
I hope things get better
in May I will go home, may be sooner
will someone mark my work please
I want more art and more music
the garden is beautiful in summer
There is no joy in this place
grace is said before dinner which I like
have faith in the staff they try hard
The roses in the garden are lovely
it was dawn before anyone came
the robin in the garden makes me smile
The OT group on Tuesday is brilliant
I feel safe here
I do not feel safe at night
olanzapine makes me sleepy and hungry
They put me on clozapine and sertraline together
PRN was refused twice
my CPN and my AMHP were both helpful
The IMHA explained the tribunal to me
CQC should come and look at this place
PALS never rang back
the showers are freezing and one is broken
more vegetarian options please and halal food that is actually halal
Staff respect my religion and I can pray
As a Muslim I was glad of the prayer room
The Polish interpreter was very good
I am black and I feel I am treated differently
being autistic here is hard, too much noise
the lights are too bright
I am left to get on with it
Nothing ever happens at weekends
The doctors change every few weeks so you repeat yourself
the doctor was ok
My doctor listens to me
The nurse helped me with my form
the nurse forgot my meds
nurse said no to everything
The consultant is never here
a student nurse sat with me when I cried
The ward manager sorted it out quickly
my support worker has been brilliant
the healthcare assistants do most of the work
My mum was not told when I was moved
my dad visits every day and they are nice to him
My wife says staff are rude on the phone
my brother brought me clothes and they lost them
I miss my dog
I miss home
I was restrained face down and it hurt
I was secluded for 6 hours
they shouted at me
someone stole my trainers
bullying by other patients is ignored
I was called names and staff did nothing
They called me a liar
I called the nurse and nobody came
Nobody told me anything
I was told to wait
staff told us to go to bed
I asked to see an advocate
ask us first
Thank you
Thank you all so much
Thanks to everyone on the ward
thanks for listening
Thank God I am going home soon
Bless you all
Keep up the good work
The ward is clean and tidy
The toilets are dirty and smell
The bed was comfortable
I was in bed 2 days with no one checking
got out of bed 5 times in the night
there is only 1 bath for 18 patients
6 staff for 20 patients is not enough
2 nurses on at night for 22 of us
1 in 4 shifts is agency
It took 3 months to get a bed near home
I was sent 200 miles from home
we need a 24/7 crisis line that answers
5 stars
8 out of 10
3/5
7/10 because of the noise
50/50 really, good days and bad days
100% better than last time
I have put on 2 stone
it costs £3.50 for a coffee
we waited from 9.30 till 11
the fire alarm went off 3 times
Breakfast at 8.00 is too early
Need more one to one time
i am on 1:1 and it is hard
2:1 obs feel like prison
Level 3 observations are intrusive
Facebook is blocked on the wifi
let us have tiktok
There is nothing on TV
We watched a film on Netflix
no phone signal in the lounge
I cannot charge my phone
wifi is rubbish
More walks
the gym is always shut
yoga was good
I like the pool table
Smoking ban is unfair
vapes should be allowed
my discharge was rushed
discharged with no follow up
I had no say in my medication
side effects were not explained
Nobody asked what I wanted
They involved my family which was good
I was the last to know
the only thing that helped was art therapy
the only staff who listened were agency
The only good thing is the garden
I felt heard for the first time
Everyone is equal here
We had a community meeting
minutes of the meeting never go up
what we say changes nothing
You said we did board is out of date
I like that we can cook on Fridays
Christmas was lonely
Ramadan was respected, thank you
They remembered my birthday
In March I will have been here a year
I was better by August
on Monday there was no activity
Sunday dinner is the best meal
I want to go to college in September
The chaplain is kind
The cleaner is the nicest person here
Reception were rude to my partner
security were rough
the police were kinder than the staff
transport took 9 hours
A&E was chaos
The crisis team never came
my social worker left and nobody told me
the home treatment team were good
It is like a prison
It is like a hotel lol
😀😀😀
😡 staff never listen 😡
👍🏽 good
👩‍⚕️ are the best ❤️
Jedzenie jest zimne
الطعام بارد
खाना ठंडा है
食物很冷
staff dont listen to us they just sit in the office
i dont no what my rights are
ther is nothing to do
its to noisy at nite
the staf are luvly
I wud like more fresh air
not enuf staff
no one tells u anything
HELP US
NOBODY LISTENS TO PATIENTS ON THIS WARD
THE FOOD IS DISGUSTING
Great
Good
ok
idk
n/a
nothing
no comment
Very caring team, always had time for me, could not fault them
Kind, patient and professional
Friendly Staff And Good Food
Well run. Calm. Thank you.
Staff: good. Food: bad. Activities: none.
- more activities
1. better food 2. more staff 3. fresh air
More Black staff would help
Women should have their own lounge
a female nurse should do searches
Being searched was humiliating
I was strip searched in front of two staff
My leave was cancelled 4 times
section 17 leave is always cancelled
Section 117 aftercare was never explained
my tribunal was adjourned
I want my solicitor to get my notes
the side room was locked
ward round is intimidating with 10 people in the room
I was too drugged to speak
ECT helped me
Talking therapy helped more than tablets
Psychology has a 6 month wait
The hospital is 2 hours from my family
I would rather be at home
It saved my life
long may it continue
may I have more leave
Will it ever change
Hope this helps
Hope is what keeps me here
Mark my words nothing will change
Art is the best group
Summer is too hot on the ward
Faith matters to me and staff get it
Rose gardens would be nice
patience is needed
Joy and laughter are missing
Sometimes Staff Forget We Are Human
My Section was renewed and Nobody Told Me
I came from A&E at 3am and waited until 11
they took my blood 4 times in 1 day
my BMI was 17 and is now 21
my blood pressure was 140/90
I get 30 minutes of leave a day
it says max 2 visitors
the patients are lovely people
The patient next to me screams all night
another patient hit me and staff laughed
Being on the ward with men frightened me
my friend was allowed in but my partner was not
My carer was never asked
The advocate comes on Wednesdays
the physio gave me exercises
the dietitian helped me eat again
Doctors talk over me like I am not there
The registrar was rushed
Bank staff do not know us
agency nurses never say their names
Staff should wear name badges
I never knew the name of my doctor
my name is never said right
their name badges are hidden
told me to calm down
I told them I was hearing voices
I told my doctor about the voices
asked for my inhaler 3 times
I asked for PRN at 10pm and got it at 1am
We asked for a microwave
Thanks for nothing
thank you nurses
Thank you NHS
Hi, I just want to say it was good
Dear team, you saved me
cheers guys
love the new sofa
I love the dog that visits
with care and kindness
with respect
By Friday I had given up
by far the best ward I have been on
Helped by everyone
seen by a different doctor each time
I have been in 3 hospitals and this is the best
Better than Oakfield hospital
Moved from Willow ward to Elm ward at midnight
The Willows unit was quieter
sent to a unit in Manchester
I am from Leeds and this is far away
I am Jamaican and the hair products are useless
English is not my first language
No Urdu leaflets
need more Somali speaking staff
Bible was taken off me
I could not go to church
I missed Eid with my children
lithium levels were not checked
my depot hurts
Depakote gave me a rash
Clozapine clinic is well run
blood tests every week is tiring
Covid rules were confusing
I was on my own at Christmas
New Year was sad
The window in my room does not open
my room was cold and damp
a room of my own please
There are not enough chairs
two chairs in the whole lounge
four people to one nurse
one nurse for the whole night
the TV remote is lost
My glasses are broken
they lost my hearing aid
nobody signs
My hearing aid batteries ran out
Easy read leaflets would help
Big print please
Ramp is too steep for my wheelchair
the lift is broken
I am scared of the dark
I was crying and nobody came
I want to die some days and they listened when I said so
I feel hopeless
I feel hopeful
Grateful
Excellent care from start to finish
Could do better
Room for improvement
meh
5/5
6 months in and still no diagnosis
diagnosed with BPD in 10 minutes
I have ADHD and cannot sit still for 2 hours
I do not have capacity they said
my rights were read to me once
Mental Health Act papers were wrong
nearest relative was not told
Section 2 became section 3
I appealed and won
the judge was fair
""".splitlines()
    if sentence
)
"""Sentences with nothing to take out."""
