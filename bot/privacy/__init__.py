"""De-identification of answers: redaction, sealing, the waiting room, withdrawal and disclosure control. Pure."""
