package io.pumprig.controller.check;

/** One concern of the check; says what it finds to the bench, and leaves the motor off. */
interface CheckStep {
    void run(CheckBench bench);
}
