/// What is in this module does not matter, only its name.
public let nameOfJSON = "JSON"
