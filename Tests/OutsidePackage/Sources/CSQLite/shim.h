static inline int outside_number(void) { return 36; }
