/// What is in this module does not matter, only its name.
public let nameOfHTTP1 = "HTTP1"
