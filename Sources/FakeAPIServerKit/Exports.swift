// What these modules declare public is for users of this one; everything else in them is `package`.
@_exported public import KubeCluster
@_exported public import KubeRegistry
@_exported public import KubeTime
