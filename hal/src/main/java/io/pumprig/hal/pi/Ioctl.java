package io.pumprig.hal.pi;

/** The kernel's device control: {@link Libc#control}, or a test that answers in its place. */
@FunctionalInterface
interface Ioctl {

    /**
     * One call.
     *
     * @param argument a number, or the address of native memory that the request reads or fills
     * @return what the kernel returned, or the errno as a negative number
     */
    int control(int fd, long request, long argument);
}
