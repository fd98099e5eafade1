package io.pumprig.controller.alarm;

/** Priority by harm and onset (SR-77), the lowest first. */
public enum Priority {
    LOW,
    MEDIUM,
    HIGH
}
