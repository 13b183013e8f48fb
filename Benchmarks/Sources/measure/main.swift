// Measures a built server.
//
//     measure PATH/TO/fake-apiserver            start, memory, requests, clocks and clusters
//     measure PATH/TO/fake-apiserver database   what it costs to keep everything; takes minutes

let arguments = CommandLine.arguments.dropFirst()
let path = arguments.first ?? ".build/release/fake-apiserver"
if arguments.dropFirst().first == "database" {
    try DatabaseMeasurements.run(path)
} else {
    try RequestMeasurements.run(path)
    try ControlMeasurements.run(path)
}
