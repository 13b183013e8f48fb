/// A client that gets no answer, or was told nonsense.
package enum ClientError: Error, Hashable {
    /// The server is not there, says nothing for as long as tests wait, or leaves first.
    case noAnswer
    /// What it says is no answer.
    case malformedAnswer(String)
}
