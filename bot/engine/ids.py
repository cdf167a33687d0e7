"""Ids that must not be mixed up, each a distinct type. No IO."""

from typing import NewType

FlowId = NewType("FlowId", str)
StepId = NewType("StepId", str)
ChoiceId = NewType("ChoiceId", str)
PictureId = NewType("PictureId", str)
