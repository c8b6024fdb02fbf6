"""The tables of the office. Each change is a named function; sqlite-utils records which have run."""

from sqlite_utils import Database, Migrations

office_migrations = Migrations("office")


@office_migrations()
def first_tables(office: Database) -> None:
    """Facilitators, surveys, grants and what belongs to them; nothing of participants."""
    office.execute("""
        CREATE TABLE facilitators (
            id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, public_key BLOB NOT NULL,
            by_passphrase BLOB NOT NULL, by_recovery_key BLOB NOT NULL, added_on TEXT NOT NULL)""")
    office.execute("""
        CREATE TABLE invitations (
            token_hash BLOB PRIMARY KEY, expires_at TEXT NOT NULL, invited_by TEXT NOT NULL)""")
    office.execute("""
        CREATE TABLE surveys (
            id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, document TEXT NOT NULL,
            CONSTRAINT k_is_never_below_five CHECK (json_extract(document, '$.minimum') >= 5))""")
    office.execute("""
        CREATE TABLE grants (
            survey TEXT NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
            facilitator TEXT NOT NULL REFERENCES facilitators(id) ON DELETE CASCADE,
            sealed BLOB NOT NULL, PRIMARY KEY (survey, facilitator))""")
    office.execute("""
        CREATE TABLE sealed_documents (
            survey TEXT NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
            purpose TEXT NOT NULL CONSTRAINT known_purpose CHECK (purpose IN ('released', 'curation')),
            revision INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (survey, purpose))""")
    office.execute("""
        CREATE TABLE editions (
            code TEXT NOT NULL, survey TEXT NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
            audience TEXT NOT NULL, made_on TEXT NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (survey, code))""")
    office.execute("""
        CREATE TABLE audit_trail (
            day TEXT NOT NULL, facilitator TEXT NOT NULL, survey TEXT NOT NULL, act TEXT NOT NULL)""")


@office_migrations()
def freeze_what_writers_were_told(office: Database) -> None:
    """After opening, no program may change what people read before they wrote, unless it protects them more."""
    _freeze_fields(office, "title", "introduction", "prompts", "minimum", "places", "public_key", "sensitive")


def _freeze_fields(office: Database, *fields: str) -> None:
    changed = " OR ".join(f"{_old(field)} IS NOT {_new(field)}" for field in fields)
    is_refused = f"""{changed} OR {_new("state")} = 'draft'
        OR ({_old("audience")} = 'meeting' AND {_new("audience")} <> 'meeting')
        OR {_new("delete_on")} IS NULL OR {_new("delete_on")} > {_old("delete_on")}"""
    _freeze(office, "what_writers_were_told_is_frozen", is_refused)


def _freeze(office: Database, name: str, is_refused: str) -> None:
    """Refuse each change of a survey that was opened for which this condition holds."""
    office.execute(f"""
        CREATE TRIGGER {name} BEFORE UPDATE OF document ON surveys WHEN {_old("state")} <> 'draft' AND ({is_refused})
        BEGIN SELECT RAISE(ABORT, 'what writers were told is frozen'); END""")


@office_migrations()
def publications(office: Database) -> None:
    """Published pages. When one ends, or its survey is deleted, only the name of its secret remains."""
    office.execute("""
        CREATE TABLE publications (
            name BLOB PRIMARY KEY, survey TEXT REFERENCES surveys(id), code TEXT, ends_on TEXT, updated_on TEXT,
            sealed_secret BLOB, locked BLOB, CONSTRAINT what_has_ended_holds_nothing CHECK (
                survey IS NOT NULL OR coalesce(code, ends_on, updated_on, sealed_secret, locked) IS NULL))""")
    office.execute("""
        CREATE TRIGGER a_deleted_survey_ends_its_publications BEFORE DELETE ON surveys
        BEGIN UPDATE publications SET survey = NULL, code = NULL, ends_on = NULL, updated_on = NULL,
            sealed_secret = NULL, locked = NULL WHERE survey = old.id; END""")


@office_migrations()
def round_counts(office: Database) -> None:
    """Numbers of notes that outlive a survey, for comparing rounds; so no foreign key refers to the survey."""
    office.execute("""
        CREATE TABLE round_counts (
            first_round TEXT NOT NULL, survey TEXT NOT NULL, title TEXT NOT NULL, day TEXT NOT NULL,
            question TEXT NOT NULL, name TEXT NOT NULL,
            notes INTEGER NOT NULL CONSTRAINT no_small_number_is_kept CHECK (notes >= 5),
            PRIMARY KEY (survey, question, name))""")


@office_migrations()
def about_you(office: Database) -> None:
    """Questions about the writers are frozen at opening, like everything that writers read; the counts are sealed."""
    _freeze(office, "what_writers_are_asked_about_themselves_is_frozen", _changes("about_you", unnamed="[]"))
    office.execute("ALTER TABLE sealed_documents RENAME TO earlier_documents")
    office.execute("""
        CREATE TABLE sealed_documents (
            survey TEXT NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
            purpose TEXT NOT NULL CONSTRAINT known_purpose CHECK (purpose IN ('released', 'curation', 'about-you')),
            revision INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (survey, purpose))""")
    office.execute("INSERT INTO sealed_documents SELECT * FROM earlier_documents")
    office.execute("DROP TABLE earlier_documents")


@office_migrations()
def waiting(office: Database) -> None:
    """One row while a deletion waits because the clock may be wrong."""
    office.execute("CREATE TABLE waiting (since TEXT NOT NULL)")


@office_migrations()
def who_asks(office: Database) -> None:
    """Who asks is frozen at opening, like everything that writers read. Surveys of earlier releases name nobody."""
    _freeze(office, "who_asks_is_frozen", _changes("asked_by", unnamed=""))


@office_migrations()
def more_people(office: Database) -> None:
    """While a survey is open, its organisers may let more people write; never fewer."""
    office.execute("DROP TRIGGER what_writers_were_told_is_frozen")
    _freeze_fields(office, "title", "introduction", "prompts", "minimum", "public_key", "sensitive")
    is_refused = f"""{_old("places")} IS NOT {_new("places")}
        AND ({_old("state")} <> 'open' OR coalesce({_new("places")} < {_old("places")}, 1))"""
    _freeze(office, "only_an_open_survey_grows", is_refused)


@office_migrations()
def logos(office: Database) -> None:
    """The logo of who asks, as it was checked; it goes with the survey."""
    office.execute("""
        CREATE TABLE logos (
            survey TEXT PRIMARY KEY REFERENCES surveys(id) ON DELETE CASCADE,
            kind TEXT NOT NULL, content BLOB NOT NULL)""")


@office_migrations()
def archive(office: Database) -> None:
    """Each organiser can put a survey away in their own list."""
    office.execute("ALTER TABLE grants ADD COLUMN archived INTEGER NOT NULL DEFAULT 0")


@office_migrations()
def languages(office: Database) -> None:
    """The words of every language are frozen at opening. Surveys of earlier releases have one, and do not name it."""
    translations, language = _changes("translations", unnamed="[]"), _changes("language", unnamed="en")
    _freeze(office, "every_language_is_frozen", f"{translations} OR {language}")


@office_migrations()
def tickets(office: Database) -> None:
    """Who may write is frozen at opening: a survey with tickets never opens to everybody with the link."""
    _freeze(office, "tickets_are_frozen", f"coalesce({_old('tickets')}, 0) IS NOT coalesce({_new('tickets')}, 0)")


def known_migrations() -> set[str]:
    """The names of all changes of this version."""
    return {migration.name for migration in office_migrations.pending(Database(memory=True))}


def _changes(field: str, *, unnamed: str) -> str:
    """Whether a field changes that surveys of earlier releases do not have; to them it is as if it was `unnamed`."""
    return f"coalesce({_old(field)}, '{unnamed}') IS NOT coalesce({_new(field)}, '{unnamed}')"


def _old(field: str) -> str:
    return f"json_extract(old.document, '$.{field}')"


def _new(field: str) -> str:
    return f"json_extract(new.document, '$.{field}')"
