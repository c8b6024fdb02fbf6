BEGIN TRANSACTION;
CREATE TABLE "_sqlite_migrations" (
   "id" INTEGER PRIMARY KEY,
   "migration_set" TEXT,
   "name" TEXT,
   "applied_at" TEXT
);
INSERT INTO "_sqlite_migrations" VALUES(1,'office','first_tables','2026-11-29 00:43:47.449420+00:00');
CREATE TABLE audit_trail (
            day TEXT NOT NULL, facilitator TEXT NOT NULL, survey TEXT NOT NULL, act TEXT NOT NULL);
INSERT INTO "audit_trail" VALUES('2026-11-29','Ines','1603b308b28f1327','created the survey');
INSERT INTO "audit_trail" VALUES('2026-11-29','Ines','1603b308b28f1327','opened the survey');
CREATE TABLE editions (
            code TEXT PRIMARY KEY, survey TEXT NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
            audience TEXT NOT NULL, made_on TEXT NOT NULL, sealed BLOB NOT NULL);
CREATE TABLE facilitators (
            id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE COLLATE NOCASE, public_key BLOB NOT NULL,
            by_passphrase BLOB NOT NULL, by_recovery_key BLOB NOT NULL, added_on TEXT NOT NULL);
INSERT INTO "facilitators" VALUES('235f3074946886c0','Ines',X'5B58826C257AA8A4E178A1D60BAED614B8116C57AB74002F5597CA1942C2647E',X'76B3F5485D90DC5501CEA03E62289D860F0A59D91081963B4A4AAC40F16DBBDF8CD04DA165B7E0BA4413166EA8259409D40C678715715BDD3030D502DD4E6D355BE88A27D7EF25CFC084513F',X'7EEF228A83D5DE9F5C81BF1E9301754FA841F0B854B0ACE582DC06876F949145F1491FB90DBA559C6B4A101B713C57AE9E84F31903F0F40EC31EA4EC87F3928B86CEBA27472EFF480359DCC7','2026-11-29');
CREATE TABLE grants (
            survey TEXT NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
            facilitator TEXT NOT NULL REFERENCES facilitators(id) ON DELETE CASCADE,
            sealed BLOB NOT NULL, PRIMARY KEY (survey, facilitator));
INSERT INTO "grants" VALUES('1603b308b28f1327','235f3074946886c0',X'0001FF70B125251E5A1A7143DE3F414FF20343493B65D4EEE1B38938FD44E80F846E8832CED152137050E2DC75C085B37B73F181AC7BB75C674EF487AF734A2B681CE882271FF93F1A12EC6ED2E3F492C1E8');
CREATE TABLE invitations (
            token_hash BLOB PRIMARY KEY, expires_at TEXT NOT NULL, invited_by TEXT NOT NULL);
CREATE TABLE sealed_documents (
            survey TEXT NOT NULL REFERENCES surveys(id) ON DELETE CASCADE,
            purpose TEXT NOT NULL CONSTRAINT known_purpose CHECK (purpose IN ('released', 'curation')),
            revision INTEGER NOT NULL, sealed BLOB NOT NULL, PRIMARY KEY (survey, purpose));
CREATE TABLE surveys (
            id TEXT PRIMARY KEY, slug TEXT NOT NULL UNIQUE, document TEXT NOT NULL,
            CONSTRAINT k_is_never_below_five CHECK (json_extract(document, '$.minimum') >= 5));
INSERT INTO "surveys" VALUES('1603b308b28f1327','pq74gzqca3','{"id": "1603b308b28f1327", "slug": "pq74gzqca3", "title": "Yellow sticky notes", "introduction": "Think of your last months in CMS. What was good? What made your work or your life harder? Write one thing that you like and one thing that you would like to change. Small things are welcome. We put the notes that may be shared in one list, in random order, and talk about them together.", "prompts": [{"text": "One thing I like in CMS", "hint": "One or two sentences. What is good, and why is it good for you?", "categories": ["Family friendliness", "Collegiality", "Professional mentorship", "Career advice", "Hurdles in attending meetings at CMS", "Biases", "Microaggressions", "Publication", "Analysis groups", "Leadership opportunities", "Any other thoughts"]}, {"text": "One thing I would like to change within CMS", "hint": "One or two sentences. What is the problem, and what would be better?", "categories": ["Family friendliness", "Collegiality", "Professional mentorship", "Career advice", "Hurdles in attending meetings at CMS", "Biases", "Microaggressions", "Publication", "Analysis groups", "Leadership opportunities", "Any other thoughts"]}], "set_name": "sticky-notes", "sensitive": false, "contacts": "the Diversity Office", "code_of_conduct": "", "minimum": 5, "audience": "meeting", "places": 100, "state": "open", "paused": false, "opens_at": null, "closes_at": null, "opened_on": "2026-11-29", "delete_on": "2126-10-29", "public_key": "2e7fed364cc050e6a8ab92172f99e6c3636e835d3bd72a61f1e5cd6de7ebf465"}');
CREATE UNIQUE INDEX "idx__sqlite_migrations_migration_set_name"
    ON "_sqlite_migrations" ("migration_set", "name");
COMMIT;
