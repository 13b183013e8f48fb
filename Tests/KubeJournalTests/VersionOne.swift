/// A database as servers wrote it before the schema had version 2.
enum VersionOne {
    /// The tables, which are as yet without rows.
    static let schema = [
        "PRAGMA journal_mode = WAL",
        "CREATE TABLE meta (name TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL) WITHOUT ROWID",
        """
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
        )
        """,
        """
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
        )
        """,
        "PRAGMA application_id = \(0x4B38_7346)",
        "PRAGMA user_version = 1",
    ]

    /// The rows that such a server had written for a namespace and a lease.
    static let rows = [
        "INSERT INTO meta VALUES ('compacted', 1), ('revision', 13)",
        """
        INSERT INTO objects VALUES ('namespaces', '', 'default', 5,
            '{"kubernetes.io/metadata.name":"default"}', '{"status.phase":"Active"}',
            '\(namespace)', 63129730011513082)
        """,
        """
        INSERT INTO objects VALUES ('leases', 'default', 'o0', 6, '{}', '{}',
            '\(lease)', 4690759897120650959)
        """,
        """
        INSERT INTO events VALUES (6, 'added', 1796009348000000, 'leases', 'default', 'o0', NULL,
            NULL, NULL, NULL, NULL, 1)
        """,
    ]

    static let namespace =
        #"{"metadata":{"name":"default","uid":"ac59f1bd-b8d1-43ca-aa80-fad30087f7fd","#
        + #""resourceVersion":"5","creationTimestamp":"2026-11-30T03:29:08Z","#
        + #""labels":{"kubernetes.io/metadata.name":"default"},"managedFields":["#
        + #"{"manager":"kube-apiserver","operation":"Update","apiVersion":"v1","#
        + #""time":"2026-11-30T03:29:08Z","fieldsType":"FieldsV1","#
        + #""fieldsV1":{"f:metadata":{"f:labels":{".":{},"f:kubernetes.io/metadata.name":{}}}}}]},"#
        + #""spec":{"finalizers":["kubernetes"]},"status":{"phase":"Active"}}"#

    static let lease =
        #"{"metadata":{"name":"o0","namespace":"default","#
        + #""uid":"e6a3a1b0-54b8-4558-86ae-970acbaeb6f2","resourceVersion":"6","#
        + #""creationTimestamp":"2026-11-30T03:29:08Z","managedFields":["#
        + #"{"manager":"curl","operation":"Update","apiVersion":"coordination.k8s.io/v1","#
        + #""time":"2026-11-30T03:29:08Z","fieldsType":"FieldsV1","fieldsV1":{"f:spec":"#
        + #"{"f:holderIdentity":{},"f:leaseDurationSeconds":{},"f:renewTime":{}}}}]},"#
        + #""spec":{"holderIdentity":"h","leaseDurationSeconds":15,"#
        + #""renewTime":"2026-01-01T00:00:00.000000Z"}}"#
}
