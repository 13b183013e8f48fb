/// What is in this module does not matter, only its name.
public let nameOfCoordinator = "Coordinator"
