import KubeFoundation

openStandardDescriptors()
exit(
    run(
        Array(CommandLine.arguments.dropFirst()),
        environment: ProcessInfo.processInfo.environment))
