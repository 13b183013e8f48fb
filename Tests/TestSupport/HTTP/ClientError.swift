/// A client that gets no answer, was told nonsense, or asks for it.
package enum ClientError: Error, Hashable {
    /// The server is not there, says nothing for as long as tests wait, or leaves first.
    case noAnswer
    /// What it says is no answer, or not the one to this request.
    case malformedAnswer(String)
    /// What it was to be asked for is no path.
    case malformedPath(String)
}
