/// How a database becomes one that servers wrote when the schema had version 2.
enum VersionTwo {
    static let statements = [
        "DROP VIEW objects",
        "DROP VIEW events",
        """
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
        )
        """,
        """
        INSERT INTO events
            SELECT revision, change, time, resource, namespace, name, labels, fields, object, checksum
            FROM history
            WHERE revision > (SELECT value FROM meta WHERE name = 'compacted')
        """,
        "DROP TABLE history",
        """
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
                SELECT max(revision) FROM events GROUP BY resource, namespace, name)
        """,
        "PRAGMA user_version = 2",
    ]
}
