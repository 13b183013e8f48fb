// All that is public in it is the instant that the machines of this module are told.
@_exported public import KubeTime
