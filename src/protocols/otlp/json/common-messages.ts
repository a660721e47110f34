import { type Message, message } from './message.js';

export const anyValue: Message = new Map();
export const keyValue = message({ key: [1, 'string'], value: [2, anyValue] });
message(
  {
    stringValue: [1, 'string'],
    boolValue: [2, 'bool'],
    intValue: [3, 'int64'],
    doubleValue: [4, 'double'],
    arrayValue: [5, message({ values: [1, anyValue, 'repeated'] })],
    kvlistValue: [6, message({ values: [1, keyValue, 'repeated'] })],
    bytesValue: [7, 'base64'],
  },
  anyValue,
);

export const resource = message({ attributes: [1, keyValue, 'repeated'] });

export const scope = message({
  name: [1, 'string'],
  version: [2, 'string'],
  attributes: [3, keyValue, 'repeated'],
});
