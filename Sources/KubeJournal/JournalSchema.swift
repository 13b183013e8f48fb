/// What the database looks like, and how older ones become like it.
///
/// People read these tables with the `sqlite3` shell, also while a server runs:
///
///     SELECT namespace, name, revision, uid, object FROM objects WHERE resource = 'leases';
///     SELECT revision, change, namespace, name FROM events ORDER BY revision DESC LIMIT 20;
///
/// * `objects` holds the present state of every object. `object` is its JSON without `kind` and
///   `apiVersion`, in the form in which the server stores the resource; `labels` and `fields` are
///   what selectors ask for; `checksum` covers all of it.
/// * `events` holds the newest changes, each with its `time` in microseconds since 1970, so that watches and paged lists outlive the server. An
///   event carries the state that it *replaced* (null when there was none) and, of a deletion, the
///   last state: what a change led to is in the next event of the object, or in `objects`. So every
///   state is stored once, and none is missing however much of the history is gone.
/// * `meta` has one number per name: `revision`, the newest that is stored; and `compacted`, after
///   which every event is in `events`.
enum JournalSchema {
    /// "K8sF": what tells our databases from those of other programs.
    static let applicationID: Int64 = 0x4B38_7346

    /// The version that this program writes.
    static var version: Int64 { Int64(migrations.count) }

    /// Makes the schema that of this program; the caller has checked that it is ours, or empty.
    static func migrate(_ database: SQLiteDatabase, from version: Int64) throws(SQLiteError) {
        guard version < self.version else { return }
        try database.transaction { () throws(SQLiteError) in
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
        """
    ]
}
