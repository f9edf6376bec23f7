/** Why an edit was not made: the place has a shape that the value does not fit, or other places share it. */
export class FieldError extends Error {}
