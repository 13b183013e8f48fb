// Measures a built server.
//
//     measure PATH/TO/fake-apiserver            start, memory, requests, lists, watches, clocks
//     measure PATH/TO/fake-apiserver reads      of these only lists, tables and watches
//     measure PATH/TO/fake-apiserver database   what it costs to keep everything; takes minutes

let arguments = CommandLine.arguments.dropFirst()
let path = arguments.first ?? ".build/release/fake-apiserver"
switch arguments.dropFirst().first {
case "database":
    try DatabaseMeasurements.run(path)
case "reads":
    try measureReads()
default:
    try RequestMeasurements.run(path)
    try measureReads()
    try ControlMeasurements.run(path)
}

func measureReads() throws {
    try ListMeasurements.run(path)
    try WatchMeasurements.run(path)
    try TurnMeasurements.run(path)
}
