/**
 * Every code that the renderer gives, with one line of meaning each. Codes are never reused. KPT010 and KPT011 belong to
 * functionConfigs (src/krm), KPT2xx to running programs and containers (src/cli/run).
 */
export const RENDER_CODES = {
  KPT101: 'a package has no Kptfile, or the Kptfile holds no document',
  KPT102: 'the Kptfile has an apiVersion of the past that only old versions of kpt read',
  KPT103: 'the first document of a Kptfile is of another kind',
  KPT104: 'a field that the Kptfile schema does not have',
  KPT105: 'a field of a Kptfile has a value of the wrong shape',
  KPT106: 'a function needs exactly one of image and exec',
  KPT107: 'an image is no valid image reference',
  KPT108: 'a function has both configPath and configMap',
  KPT109: 'a configPath is blank, absolute or leaves the package',
  KPT110: 'a configPath names no file with resources of its own package',
  KPT111: 'the file of a configPath holds more than one resource',
  KPT112: 'the file of a configPath holds no KRM resource',
  KPT113: 'an upstream location that git would take for an option',
  KPT120: 'a resource lacks apiVersion, kind or metadata.name',
  KPT121: 'a file that holds something other than KRM resources was left alone (non-KRM files are kept)',
  KPT130: 'a function ended with a non-zero exit code',
  KPT131: 'a function ended well but gave results of severity error',
  KPT132: 'the output of a function is no ResourceList',
  KPT133: 'a function answered nothing for an input that was not empty',
  KPT134: 'a function left out most of the resources it was sent',
  KPT135: 'a function gave a resource a path that it may not have',
  KPT136: 'a function gave two resources the same path and index',
  KPT137: 'a function changed the two spellings of a path or index annotation differently',
  KPT138: 'a function gave a resource without apiVersion, kind or metadata.name',
  KPT139: 'a function touched a part of a Kptfile that it may not touch',
  KPT140: 'a function moved a resource out of the package tree',
  KPT141: 'a result of a function does not have the shape of a result',
  KPT142: 'a resource in the answer of a function cannot be read',
  KPT143: 'a function gave a resource an index that is no whole number',
  KPT144: 'a function put a value of another kind (scalar, list, map) into a place; kpt refuses that too',
  KPT145: 'a resource that a function returned cannot be brought back into the text it came from',
  KPT150: 'something that a function answered was not taken over: another spelling of the same value, or a comment without a line for it',
  KPT151: 'a function that waits for a controller on a management cluster was not run, and the package was rendered around it',
  KPT152: 'a function of the catalog runs in its container, because other tags of it are built in',
} as const

export type RenderCode = keyof typeof RENDER_CODES
