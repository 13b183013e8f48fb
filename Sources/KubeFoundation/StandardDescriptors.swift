/// Opens whichever of standard input, output and error is closed on `/dev/null`.
///
/// Otherwise the first socket would get its number, and log lines would be sent to a client.
package func openStandardDescriptors() {
    for descriptor in STDIN_FILENO...STDERR_FILENO where fcntl(descriptor, F_GETFD) < 0 {
        // The lowest number that is free is this one.
        _ = open("/dev/null", O_RDWR)
    }
}
