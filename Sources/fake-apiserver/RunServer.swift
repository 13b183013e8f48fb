import FakeAPIServer

/// Serves until the process is told to stop; throws when the server cannot start.
///
/// The options are valid. Once the server answers requests, `Announcement` tells those who wait.
func runServer(_ options: ServerOptions) throws {
}
