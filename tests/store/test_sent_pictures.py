"""A picture that a channel already holds is found by the account and the picture, and replaced when sent anew."""

from bot.store.database import Database
from bot.store.sent_pictures import StoredSentPictures


async def test_a_picture_that_was_never_sent_has_no_name(database: Database) -> None:
    assert await StoredSentPictures(database).find(account="1", picture="star") is None


async def test_a_picture_is_found_under_the_account_that_sent_it(database: Database) -> None:
    pictures = StoredSentPictures(database)
    await pictures.keep(account="1", picture="star", name="AgAC1")
    await pictures.keep(account="2", picture="star", name="AgAC2")

    assert await pictures.find(account="1", picture="star") == "AgAC1"
    assert await pictures.find(account="2", picture="star") == "AgAC2"
    assert await pictures.find(account="1", picture="moon") is None


async def test_a_newer_name_takes_the_place_of_the_one_before(database: Database) -> None:
    pictures = StoredSentPictures(database)
    await pictures.keep(account="1", picture="star", name="AgAC1")
    await pictures.keep(account="1", picture="star", name="AgAC3")

    assert await pictures.find(account="1", picture="star") == "AgAC3"
