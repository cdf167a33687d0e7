"""The sentences that the rules were written from, each with what is kept of it."""

import pytest

from bot.privacy.redaction import make_redactor

redact = make_redactor()


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("my nurse sarah was lovely", "my nurse [name] was lovely"),
        ("sarah helped me", "[name] helped me"),
        ("MY NURSE SARAH WAS LOVELY AND THE FOOD WAS BAD", "MY NURSE [name] WAS LOVELY AND THE FOOD WAS BAD"),
        ("I saw Dr. Brown on Monday. Mary's shift", "I saw Dr. [name] on Monday. [name]'s shift"),
        ("so was dr patel", "so was dr [name]"),
        ("the dr okonkwo saw me", "the dr [name] saw me"),
        ("mr lovelyjohn came", "mr [name] came"),
        ("Dr P was late", "Dr [name] was late"),
        ("my nurse is sarah", "my nurse is [name]"),
        ("my key worker, okonkwo, left", "my key worker, [name], left"),
        ("my nurse grace was lovely", "my nurse [name] was lovely"),
        ("nurse oluwakemiola was kind", "nurse [name] was kind"),
        ("nurse oluwakemiola listened", "nurse [name] listened"),
        ("my name is zxyk olabanji", "my name is [name]"),
        ("my name's Zxyk", "my name's [name]"),
        ("name: Zxyk", "name: [name]"),
        ("call me Zxyk please", "call me [name] please"),
        ("a nurse called grace", "a nurse called [name]"),
        ("someone named zxykola shouted", "someone named [name] shouted"),
        ("it was called Sarah by us", "it was called [name] by us"),
        ("thanks xanthipperia, i told Xanthipperia that", "thanks [name], i told [name] that"),
        ("I told Hope and asked Joy", "I told [name] and asked [name]"),
        ("Big thank you to Oyinkanbi on nights", "Big thank you to [name] on nights"),
        ("we love Rosalindia, Mark too", "we love [name], [name] too"),
        ("and Zubedika the nurse laughed", "and [name] the nurse laughed"),
        ("okonkwo my key worker laughed", "[name] my key worker laughed"),
        ("and Zubedika my lovely nurse laughed", "and [name] my lovely nurse laughed"),
        ("when Oyinkanbi listened I cried", "when [name] listened I cried"),
        ("and Grace was lovely", "and [name] was lovely"),
        ("I like Grace's smile", "I like [name]'s smile"),
        ("Grace helped me. Hope you are well", "[name] helped me. Hope you are well"),
        ("Mark was rude to us", "[name] was rude to us"),
        ("my mate jade got out", "my mate [name] got out"),
        ("Me and Jade and Amber play pool", "Me and [name] and [name] play pool"),
        ("sarahs attitude stinks", "[name] attitude stinks"),
        ("мама. my name is Мария", "мама. my name is [name]"),
    ],
)
def test_a_cue_marks_a_name(written: str, kept: str) -> None:
    assert redact(written).text == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("Priya and Tomasz were great", "[name] and [name] were great"),
        ("Priya, Tomasz & Grace", "[name], [name] & [name]"),
        ("I like Zubedika and Priya", "I like [name] and [name]"),
        ("priya and okonkwo", "[name] and [name]"),
        ("grace and sarah were kind", "grace and [name] were kind"),
        ("sarah and grace were kind", "[name] and [name] were kind"),
        ("saw Sarah Green and sarah jones", "saw [name] and [name]"),
        ("thanks sarah green was kind", "thanks [name] was kind"),
        ("saw Sarah K", "saw [name]"),
        ("saw J. Smith", "saw [name]"),
        ("saw Zubedika Smith", "saw [name]"),
        ("saw Fatima al Hassan", "saw [name]"),
        ("saw fatima al jumping", "saw [name] al jumping"),
        ("Siân O'Brien-Jones listened", "[name] listened"),
        ("Anne-Marie listened", "[name] listened"),
        ("my nurse Grace came. I like Grace", "my nurse [name] came. I like [name]"),
        ("my nurse Zubedika came. Zubedika is off", "my nurse [name] came. [name] is off"),
        ("my nurse Grace came. Grace left, with grace", "my nurse [name] came. Grace left, with grace"),
        ("Dr The left", "Dr The left"),
        ("Sarah's Green bag", "[name]'s Green bag"),
    ],
)
def test_one_name_expands_to_those_beside_it(written: str, kept: str) -> None:
    assert redact(written).text == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("call 07700 900 123 or oh seven seven double oh nine", "call [phone number] or [number]"),
        ("(0113) 496 0123", "[phone number]"),
        ("text 123456", "text [phone number]"),
        ("123456", "[number]"),
        ("12345 then 123456 then 1", "12345 then [number] then 1"),
        ("nhs number is 943 476 5919 and NI QQ123456C", "nhs number is [number] and NI [number]"),
        ("hospital no K1234, ref AB-123", "hospital no [number], ref [number]"),
        ("my post comes to LS6 3HN", "my post comes to [postcode]"),
        ("postcode LS6, I live in M14", "postcode [postcode], I live in [postcode]"),
        ("I live in ZZ9", "I live in ZZ9"),
        ("ab12 cde is my car. A123 BCD, is 12 abc", "[number plate] is my car. [number plate], is 12 abc"),
        ("the van at 12 and out 50", "the van at 12 and out 50"),
        ("sarah.jones at gmail dot com or bob@x.com.", "[email address] or [email address]."),
        ("bob @ x dot com", "[email address]"),
        ("example dot com slash me", "[web address]"),
        ("my insta is zxyk", "my insta is [username]"),
        ("insta: zxyk", "insta: [username]"),
        ("username zxyk99", "username [username]"),
        ("find me on snapchat zxyk_1", "find me on snapchat [username]"),
        ("snapchat _99", "snapchat [username]"),
    ],
)
def test_codes_that_identify_one_person_are_redacted(written: str, kept: str) -> None:
    assert redact(written).text == kept


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("admitted 3/4, discharged on 12/05/2024", "admitted [date], discharged on [date]"),
        ("dob 1/2/80, im 34", "dob [date of birth], im [age]"),
        ("born in 1980", "born in [date of birth]"),
        ("in March 2024", "in [date]"),
        ("these 2 may help me", "these 2 may help me"),
        ("it was Tuesday the 12th", "it was [date]"),
        ("on the 3rd, then 5 June", "on the [date], then [date]"),
        ("2024/01/02, 12th of Sept", "[date], [date]"),
        ("aged forty two", "aged [age]"),
        ("a 19 yo", "a [age]"),
        ("bay 2 bed 4 room c", "[room] [room] [room]"),
        ("12 Acacia Road, flat 3", "[address], [address]"),
        ("I live on acacia close", "I live on [address]"),
        ("I live in hope", "I live in hope"),
        ("my home is 4 rose close", "my home is [address]"),
        ("I'm the only deaf patient who signs, and sad", "I'm [something that could show who you are], and sad"),
        ("the only black man on the ward", "[something that could show who you are]"),
    ],
)
def test_dates_places_and_details_are_redacted(written: str, kept: str) -> None:
    assert redact(written).text == kept


@pytest.mark.parametrize(
    "written",
    [
        "will you help me",
        "in May I hope it gets better",
        "10/10 24/7 on ward 3, section 3, 50 mg, 2 weeks, 111, 999",
        "visiting 14:00-16:00 is too short",
        "2023-2024 was hard, 8.5/10",
        "I was charged £1,250.50",
        "my bp was 120/80, 37.5 degrees",
        "my mum may come",
        "got out of bed 2 hours late",
        "10 minutes down the road, 2 nurses in the way",
        "3 staff close by, 4 big cold",
        "b12 2nd dose, zz1 1aa",
        "we eat at12 and sit",
        "I live in ZZ1 and more",
        "A Good nurse",
        "facebook is banned, my facebook is locked. tiktok fun",
        "insta 24",
        "2 may help, march 3 times",
        "the only person who listened was the cleaner",
        "the only staff patient with time",
        "on Florence ward, at Mary Seacole House",
        "Rose ward is nicer than Ivy ward",
        "The Doctor Was Rude And Told Me Off Every Single Day",
        "the dr prescribed me pills, dr will see me",
        "my name is spelt wrong on everything",
        "nurse said no. my mum's house. the nurse. then",
        "patient transport was awful",
        "this is called bullying",
        "a place called home",
        "my Christian faith",
        "ward. Unit",
        "with Love, by Faith",
        "is the nurse, at Zubedika the nurse",
        "May is hard. Art helped me",
    ],
)
def test_ordinary_words_are_kept(written: str) -> None:
    assert redact(written).text == written
