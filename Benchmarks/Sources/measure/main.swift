// Measures a built server.
//
//     measure PROGRAM all [STATIC]    what the page Performance of the documentation tells; the start is
//                                     that of the program STATIC where it is given
//     measure PROGRAM counts          instructions alone; fails when there are more than are kept
//     measure PROGRAM keep            the same, and keeps them in the repository
//     measure PROGRAM database        what it costs to keep everything; takes minutes
//     measure PROGRAM leases          what a lease takes when there are a million
//     measure PROGRAM rules           rules, expectations, snapshots and forks
//     measure PROGRAM turns           how long the loop is busy at a time among 100,000 leases
//     measure PROGRAM reads           lists, tables and those who wait for them; takes minutes

import Foundation

let arguments = CommandLine.arguments
let path = arguments.count > 1 ? arguments[1] : ".build/release/fake-apiserver"
switch arguments.count > 2 ? arguments[2] : "all" {
case "database":
    try DatabaseMeasurements.run(path)
case "reads":
    try ListMeasurements.run(path)
    try TurnMeasurements.run(path)
case "turns":
    try LongTurnMeasurements.run(path)
case "leases":
    try StartMeasurements.runMillion(path)
case "rules":
    try RuleMeasurements.run(path)
case "counts":
    if !KeptCounts().report(try InstructionCounts(path)) { exit(1) }
case "keep":
    let counted = try InstructionCounts(path)
    _ = KeptCounts().report(counted)
    try KeptCounts.write(counted)
default:
    Machine.describe()
    try RateMeasurements.run(path)
    try WatchMeasurements.run(path)
    try StartMeasurements.run(arguments.count > 3 ? arguments[3] : path)
    try ControlMeasurements.run(path)
    try RuleMeasurements.run(path)
    if Command.isInstalled("valgrind") {
        _ = KeptCounts().report(try InstructionCounts(path))
    } else {
        printLine("\nNo instructions are counted, since valgrind is not installed.")
    }
}
