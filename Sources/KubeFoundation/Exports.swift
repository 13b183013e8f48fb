// The part of Foundation that the server stands on, and the system's sockets, files and clocks with
// it. On Linux that is FoundationEssentials and the C library, which Foundation would show as well:
// all of Foundation brings the tables of every language, 40 MB in a static program.
#if canImport(FoundationEssentials)
    @_exported public import FoundationEssentials
    @_exported public import Glibc
#else
    @_exported public import Foundation
#endif
