/// What the database looks like, and how older ones become like it.
///
/// People read these tables with the `sqlite3` shell, also while a server runs:
///
///     SELECT namespace, name, revision, uid, object FROM objects WHERE resource = 'leases';
///     SELECT revision, change, namespace, name FROM events ORDER BY revision DESC LIMIT 20;
///
/// * `history` holds the newest changes, one row each, with the state that the change *led to* (of a
///   deletion, the last state), so that watches and paged lists outlive the server. `object` is its
///   JSON without `kind` and `apiVersion`, in the form in which the server stores the resource;
///   `labels` and `fields` are what selectors ask for; `time` is in microseconds since 1970. A change
///   is stored by writing such a row, and nothing else. It takes the `place` of one that does not count
///   any more, since to overwrite one page costs less than to free pages and to take others.
/// * `base_objects` holds every object as it was before the first of the events. When the history
///   becomes too long, its oldest events do not count any more and what they led to comes here.
/// * `meta` has numbers. `compacted` is the revision that `base_objects` tells of, after which no
///   event is missing. The newest revision is that of the last event; this one when there is none.
///   `identity` tells the database from others, and `generation` is how often everything in it was
///   replaced: the mark beside the file knows both (`JournalMark`).
/// * `events` is a view of the rows of `history` that count: those after `compacted`.
/// * `objects` is a view of everything: the present state of every object.
///
/// A `checksum` covers everything else in its row but the place.
enum JournalSchema {
    /// "K8sF": what tells our databases from those of other programs.
    static let applicationID: Int64 = 0x4B38_7346

    /// The version that this program writes.
    static var version: Int64 { Int64(migrations.count) }

    /// Makes the schema that of this program; the caller has checked that it is ours, or empty.
    static func migrate(_ database: SQLiteDatabase, from version: Int64) throws(SQLiteError) {
        guard version < self.version else { return }
        try SQLiteTransaction(on: database).run { () throws(SQLiteError) in
            for migration in migrations[Int(version)...] { try database.execute(migration) }
            try database.execute("PRAGMA application_id = \(applicationID)")
            try database.execute("PRAGMA user_version = \(self.version)")
        }
    }

    /// How version n becomes version n + 1; entries are only ever added.
    private static let migrations = [
        """
        CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID;
        CREATE TABLE objects (
            resource TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            revision INTEGER NOT NULL,
            labels TEXT NOT NULL,
            fields TEXT NOT NULL,
            object TEXT NOT NULL,
            checksum INTEGER NOT NULL,
            uid TEXT GENERATED ALWAYS AS (json_extract(object, '$.metadata.uid')) VIRTUAL,
            UNIQUE (resource, namespace, name)
        );
        CREATE TABLE events (
            revision INTEGER NOT NULL PRIMARY KEY,
            change TEXT NOT NULL CHECK (change IN ('added', 'modified', 'deleted')),
            time INTEGER NOT NULL,
            resource TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            previous_revision INTEGER,
            labels TEXT,
            fields TEXT,
            object TEXT,
            last TEXT,
            checksum INTEGER NOT NULL
        );
        """,
        // The events of version 1 have the states that changes replaced: the history begins anew. A
        // store to which nothing was written has revision 1.
        """
        ALTER TABLE objects RENAME TO base_objects;
        UPDATE meta SET value = (SELECT value FROM meta WHERE name = 'revision')
            WHERE name = 'compacted';
        DELETE FROM meta WHERE name = 'revision';
        INSERT OR IGNORE INTO meta (name, value) VALUES ('compacted', 1);
        DROP TABLE events;
        CREATE TABLE events (
            revision INTEGER NOT NULL PRIMARY KEY,
            change TEXT NOT NULL,
            time INTEGER NOT NULL,
            resource TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            labels TEXT NOT NULL,
            fields TEXT NOT NULL,
            object TEXT NOT NULL,
            checksum INTEGER NOT NULL
        );
        CREATE VIEW objects AS
            SELECT resource, namespace, name, revision, labels, fields, object, uid
            FROM base_objects
            WHERE (resource, namespace, name) NOT IN (
                SELECT resource, namespace, name FROM events)
            UNION ALL
            SELECT resource, namespace, name, revision, labels, fields, object,
                json_extract(object, '$.metadata.uid')
            FROM events
            WHERE change <> 'deleted' AND revision IN (
                SELECT max(revision) FROM events GROUP BY resource, namespace, name);
        """,
        // An event of version 2 was a row that came and went.
        """
        DROP VIEW objects;
        CREATE TABLE history (
            place INTEGER NOT NULL PRIMARY KEY,
            revision INTEGER NOT NULL,
            change TEXT NOT NULL,
            time INTEGER NOT NULL,
            resource TEXT NOT NULL,
            namespace TEXT NOT NULL,
            name TEXT NOT NULL,
            labels TEXT NOT NULL,
            fields TEXT NOT NULL,
            object TEXT NOT NULL,
            checksum INTEGER NOT NULL
        );
        INSERT INTO history SELECT NULL, * FROM events ORDER BY revision;
        DROP TABLE events;
        CREATE VIEW events AS
            SELECT revision, change, time, resource, namespace, name, labels, fields, object, checksum
            FROM history
            WHERE revision > (SELECT value FROM meta WHERE name = 'compacted');
        CREATE VIEW objects AS
            SELECT resource, namespace, name, revision, labels, fields, object, uid
            FROM base_objects
            WHERE (resource, namespace, name) NOT IN (
                SELECT resource, namespace, name FROM events)
            UNION ALL
            SELECT resource, namespace, name, revision, labels, fields, object,
                json_extract(object, '$.metadata.uid')
            FROM events
            WHERE change <> 'deleted' AND revision IN (
                SELECT max(revision) FROM events GROUP BY resource, namespace, name);
        """,
        // A database of version 3 had no mark.
        "INSERT OR IGNORE INTO meta (name, value) VALUES ('identity', random()), ('generation', 0);",
    ]
}
