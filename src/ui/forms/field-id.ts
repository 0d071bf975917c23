/** The id of the control that carries `name`, so that an error summary can link to a field by its name alone. */
export const fieldId = (name: string): string => `field-${name.replaceAll(/[^\w-]+/g, '-')}`
