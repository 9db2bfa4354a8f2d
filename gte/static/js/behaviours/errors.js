/* [data-error-summary]: what went wrong is the first thing that is met, by eye or ear. */
document.querySelector("[data-error-summary]")?.focus();
