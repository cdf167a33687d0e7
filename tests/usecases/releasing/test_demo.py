"""Made-up answers: wards differ from month to month, and groups of people do not."""

import secrets
from collections import Counter
from datetime import date
from random import Random

from bot.engine.ids import FlowId, StepId
from bot.privacy.sealing import Sealer
from bot.store.opening import Store
from bot.usecases.releasing.demo import Demo
from tests.store.examples import Kept
from tests.usecases.conversing.talk import library
from tests.usecases.releasing.ledgers import SECRET

OVERALL, ETHNICITY = StepId("overall"), StepId("ethnicity")


async def test_groups_of_people_answer_alike_and_months_do_not(store: Store) -> None:
    demo = Demo(
        submissions=store.submissions,
        waiting_room=store.waiting_room,
        flows=library().flows,
        sealer=Sealer(SECRET),
        random_bytes=secrets.token_bytes,
        chance=Random(3),
    )
    await demo.fill(["willow", "oak"], months=12, each_month=80, today=date(2026, 4, 9))
    people: Counter[str] = Counter()
    positive: Counter[str] = Counter()
    async for sent in Kept(store.database).submissions():
        overall, ethnicity = sent.answers.get(OVERALL), sent.answers.get(ETHNICITY)
        if sent.flow == FlowId("patient") and overall and ethnicity:
            month = f"{sent.service} {sent.period.month}"
            for group in (month, ethnicity[0]):
                people[group] += 1
                positive[group] += overall[0] in ("very-good", "good")
    shares = {group: positive[group] / people[group] for group in people}
    months = [share for group, share in shares.items() if " " in group]
    groups = [shares[group] for group, number in people.items() if " " not in group and number > 100]

    assert len(groups) >= 3
    assert max(months) - min(months) > 0.4
    assert max(groups) - min(groups) < 0.1
