import FakeAPIServerKit
package import Testing

extension Trait where Self == ConditionTrait {
    /// For tests of servers with a database, of which the package trait `SQLite` decides.
    package static var needsDatabase: Self {
        .enabled(if: ServerOptions.hasDatabase, "the package trait SQLite is off")
    }
}
