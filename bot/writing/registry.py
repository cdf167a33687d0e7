"""All rules for writing, sorted by id."""

from bot.writing import (
    checked_by,
    help_lines,
    initials,
    loading,
    options,
    questions,
    readability,
    sentences,
    signs,
    vocabulary,
)
from bot.writing.rules import FlowRule, Rule, TextRule

RULES: tuple[Rule, ...] = tuple(
    sorted(
        (
            *loading.RULES,
            *checked_by.RULES,
            *help_lines.RULES,
            *initials.RULES,
            *options.RULES,
            *questions.RULES,
            *readability.RULES,
            *sentences.RULES,
            *signs.RULES,
            *vocabulary.RULES,
        ),
        key=lambda rule: rule.id,
    )
)

TEXT_RULES: tuple[TextRule, ...] = tuple(rule for rule in RULES if isinstance(rule, TextRule))

FLOW_RULES: tuple[FlowRule, ...] = tuple(rule for rule in RULES if isinstance(rule, FlowRule) and not rule.loading)
"""Without those that are checked when conversations are loaded."""

BY_ID = {rule.id: rule for rule in RULES}
