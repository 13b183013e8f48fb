import KubeFoundation

exit(run(Array(CommandLine.arguments.dropFirst())))
