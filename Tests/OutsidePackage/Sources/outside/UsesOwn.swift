import FakeAPIServerTesting

/// Fails to compile where a name of `Own.swift` is also that of something imported.
func ownNames() -> Bool {
    Random() == Random(seed: 1) && Deadlines() == Deadlines() && JSONValue() == JSONValue()
        && JSONObject() == JSONObject() && HTTPRequest() == HTTPRequest()
        && HTTPResponse() == HTTPResponse() && Registry() == Registry()
        && ObjectStore() == ObjectStore() && EventLoop() == EventLoop()
        && Coordinator() == Coordinator() && Duration.seconds(1).microseconds == "own"
}
