"""What waits comes back as it was."""

from dataclasses import replace

from bot.privacy.waiting import from_json, to_json
from bot.privacy.withdrawal import Withdrawals
from tests.store.examples import comment, submission

HASHES = Withdrawals(b"s" * 32).hashes("river apple spoon green")


def test_what_was_sent_is_read_again_as_it_was() -> None:
    sent = replace(submission("s1", {"overall": None, "help-most": ()}, service="willow"), withdraw=HASHES.submission)
    comments = (replace(comment("c1", "“The garden” \u202e\n"), withdraw=HASHES.comments[0]), comment("c2"))

    assert from_json(to_json(sent, comments)) == (sent, comments)
    assert from_json(to_json(submission("s2"), ())) == (submission("s2"), ())
