/// A request that is not answered yet, as the loop and its handler call it.
package struct RequestID: Hashable, Sendable, SlotIndex {
    package let index: Int

    package init(index: Int) { self.index = index }
}

/// A request whose answer comes later.
package struct WaitID: Hashable, Sendable, SlotIndex {
    package let index: Int

    package init(index: Int) { self.index = index }
}

/// An answer whose body grows while it is being sent.
package struct StreamID: Hashable, Sendable, SlotIndex {
    package let index: Int

    package init(index: Int) { self.index = index }
}
