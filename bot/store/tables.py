"""The tables. No column identifies a respondent, and none dates an answer more finely than the week."""

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

metadata = MetaData()

sessions = Table(
    "sessions",
    metadata,
    Column("key", LargeBinary(32), primary_key=True, doc="keyed hash of channel and id; not the id"),
    Column("sealed", LargeBinary, nullable=False, doc="opens with the secret and the id only"),
    Column("expires", Integer, nullable=False, index=True, doc="a whole hour since 1970"),
    Column(
        "version",
        Integer,
        nullable=False,
        server_default="1",
        doc="incremented by every turn; 0: set aside",
    ),
    sqlite_with_rowid=False,
)

services = Table(
    "services",
    metadata,
    Column("code", String(12), primary_key=True),
    Column("name", String(80), nullable=False),
    Column("retired", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

waiting = Table(
    "waiting",
    metadata,
    Column("id", String(24), primary_key=True, doc="random; used nowhere else"),
    Column("service", String(12), nullable=False, index=True, doc="empty if not known"),
    Column("month", String(7), nullable=False),
    Column("sealed", LargeBinary, nullable=False, doc="a submission and its comments; opens with the secret"),
    Column("withdraw", LargeBinary(16), nullable=False, index=True, doc="hash of the code that withdraws it"),
    sqlite_with_rowid=False,
)

releases = Table(
    "releases",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("ledger", String(8), nullable=False, doc="wards, groups or records"),
    Column("period", String(8), nullable=False, doc="the last week or month that is counted"),
    Column("rules", Text, nullable=False, doc="the rules of disclosure control, in words"),
    Column("signature", String(64), nullable=False, doc="keyed hash of all of it and of the signature before it"),
    Column("revisions", JSON, nullable=False, doc="by flow, those that were answered"),
    Column("parts", JSON, nullable=False, doc="a hash of the figures of every part"),
    Column("records", JSON, nullable=False, doc="a hash of the records of every flow"),
    UniqueConstraint("ledger", "period"),
    sqlite_with_rowid=False,
)

figures = Table(
    "figures",
    metadata,
    Column("release", ForeignKey("releases.number"), primary_key=True),
    Column("flow", String(20), primary_key=True),
    Column("question", String(41), primary_key=True),
    Column("by", String(20), primary_key=True, doc="service or an attribute; empty for everybody"),
    Column("group", String(40), primary_key=True, doc="a ward or a value of the attribute"),
    Column("since", String(8), nullable=False, doc="the first period that is counted"),
    Column("people", Integer, nullable=False),
    Column("share", JSON, nullable=True, doc="how many were positive: the ends of an interval"),
    Column("answers", JSON, nullable=False, doc="by answer, how many gave it: the ends of an interval"),
    sqlite_with_rowid=False,
)

records = Table(
    "records",
    metadata,
    Column("release", ForeignKey("releases.number"), primary_key=True),
    Column("flow", String(20), primary_key=True),
    Column("part", Integer, primary_key=True),
    Column("rows", LargeBinary, nullable=False, doc="rows of people as compressed JSON; the first is of column names"),
    sqlite_with_rowid=False,
)

submissions = Table(
    "submissions",
    metadata,
    Column("id", String(24), primary_key=True, doc="random; used nowhere else"),
    Column("flow", String(20), nullable=False),
    Column("revision", String(16), nullable=False),
    Column("locale", String(12), nullable=False),
    Column("register", String(12), nullable=False),
    Column("channel", String(12), nullable=False),
    Column("service", String(12), ForeignKey("services.code"), nullable=True),
    Column("month", String(7), nullable=False),
    Column("week", String(8), nullable=False),
    Column("answers", JSON, nullable=False, doc="choices by question; null if skipped"),
    Column("withdraw", LargeBinary(16), nullable=True, index=True, doc="hash of its code until the month is closed"),
    Column("release", ForeignKey("releases.number"), nullable=True, index=True, doc="that of the wards it is in"),
    Column("groups_release", ForeignKey("releases.number"), nullable=True, index=True, doc="that of the groups"),
    Column("records_release", ForeignKey("releases.number"), nullable=True, index=True, doc="that of the records"),
    sqlite_with_rowid=False,
)

comments = Table(
    "comments",
    metadata,
    Column("id", String(24), primary_key=True, doc="random; not that of the submission"),
    Column("flow", String(20), nullable=False),
    Column("question", String(20), nullable=False),
    Column("service", String(12), ForeignKey("services.code"), nullable=True),
    Column("month", String(7), nullable=False),
    Column("sealed_fft", LargeBinary, nullable=True, doc="the answer beside it; opens with the secret"),
    Column("side", String(12), nullable=True, doc="positive or not positive, from the close; null if it is not told"),
    Column("text", Text, nullable=False, doc="redacted"),
    Column("state", String(6), nullable=False, doc="held, shown, hidden or passed"),
    Column("decided_role", String(80), nullable=True, doc="of the person who decided last; not a name"),
    Column("decided_when", String(10), nullable=True, doc="the day; the month or week if its month was open"),
    Column("themes", Text, nullable=False, server_default="", doc="comma-separated, sorted"),
    Column("withdraw", LargeBinary(16), nullable=True, index=True, doc="another hash of the same code"),
    Column("release", ForeignKey("releases.number"), nullable=True, index=True, doc="the one it is published with"),
    sqlite_with_rowid=False,
)

themes = Table(
    "themes",
    metadata,
    Column("name", String(30), primary_key=True),
    sqlite_with_rowid=False,
)

tokens = Table(
    "tokens",
    metadata,
    Column("digest", LargeBinary(32), primary_key=True, doc="hash of the token, which is not stored"),
    Column("name", String(40), nullable=False, unique=True, doc="what it is for"),
    Column("scopes", String(80), nullable=False, doc="comma-separated"),
    sqlite_with_rowid=False,
)

staff_log = Table(
    "staff_log",
    metadata,
    Column("id", String(24), primary_key=True, doc="random, so that rows tell no order within a day"),
    Column("day", String(10), nullable=False),
    Column("role", String(80), nullable=False, doc="of who did it; not a name"),
    Column("action", String(20), nullable=False),
    Column("subject", String(40), nullable=False, doc="a code, an id or a name; empty for a comment"),
    Column("note", Text, nullable=False, doc="empty for a comment"),
    sqlite_with_rowid=False,
)

changes = Table(
    "changes",
    metadata,
    Column("id", String(8), primary_key=True, doc="random"),
    Column("service", String(12), ForeignKey("services.code"), nullable=True, doc="null for all of them"),
    Column("flow", String(20), nullable=True),
    Column("question", String(20), nullable=True),
    Column("month", String(7), nullable=False, doc="of the change"),
    Column("said", Text, nullable=False),
    Column("did", Text, nullable=False),
    Column("easy_said", Text, nullable=False),
    Column("easy_did", Text, nullable=False),
    Column("retired", Boolean, nullable=False),
    sqlite_with_rowid=False,
)

baselines = Table(
    "baselines",
    metadata,
    Column("id", String(8), primary_key=True, doc="random"),
    Column("flow", String(20), nullable=False),
    Column("question", String(41), nullable=False),
    Column("service", String(12), ForeignKey("services.code"), nullable=True, doc="null for all of them together"),
    Column("start", String(7), nullable=False, doc="the first month of the new limits"),
    Column("because", Text, nullable=False, doc="printed on the charts"),
    sqlite_with_rowid=False,
)

sent_pictures = Table(
    "sent_pictures",
    metadata,
    Column("account", String(32), primary_key=True, doc="the bot's own, public id"),
    Column("picture", String(64), primary_key=True, doc="hash of the picture as sent"),
    Column("name", String(255), nullable=False, doc="the channel's name for it"),
    sqlite_with_rowid=False,
)

texts = Table(
    "texts",
    metadata,
    Column("hash", String(64), primary_key=True, doc="hash of the content"),
    Column("content", LargeBinary, nullable=False, doc="a file of the conversations"),
    sqlite_with_rowid=False,
)

editions = Table(
    "editions",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("hash", String(64), nullable=False, doc="hash of all its files"),
    Column("files", JSON, nullable=False, doc="the hash of each file, by its path"),
    Column("role", String(80), nullable=False, doc="of the person who pushed it; not a name"),
    Column("note", Text, nullable=False),
    Column("day", String(10), nullable=False),
    Column("base", Integer, nullable=True, doc="the edition that it is based on"),
    Column("format", Integer, nullable=False, server_default="0", doc="of its files; 0 from before it was stored"),
    sqlite_with_rowid=False,
)

publications = Table(
    "publications",
    metadata,
    Column("number", Integer, primary_key=True, autoincrement=False),
    Column("edition", ForeignKey("editions.number"), nullable=False),
    Column("role", String(80), nullable=False, doc="of the person who published it; not a name"),
    Column("note", Text, nullable=False),
    Column("day", String(10), nullable=False),
    Column("because", Text, nullable=False, doc="why words were published without sign-off"),
    Column("withdrawn", JSON, nullable=False, doc="the unpublished conversations"),
    sqlite_with_rowid=False,
)
