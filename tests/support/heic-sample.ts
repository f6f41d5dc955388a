/**
 * A picture in HEIC of 64 × 48 pixels in four fields: red and green above, blue and white below. It is coded as phones do it, as a grid
 * of tiles that is cut to the picture's size; here of one tile of 64 × 64. Made of a PNG of our own by `heif-enc -q 60 -p chroma=444` (libheif 1.15.1).
 */
export const FOUR_FIELDS_HEIC = Buffer.from(
  [
    'AAAAHGZ0eXBoZWljAAAAAG1pZjFoZWljbWlhZgAAAa5tZXRhAAAAAAAAACFoZGxyAAAAAAAAAABwaWN0AAAAAAAAAAAAAAAAAAAA',
    'AA5waXRtAAAAAAACAAAAEGlkYXQAAAAAAEAAMAAAADhpbG9jAQAAAERAAAIAAQAAAAAAAAHSAAEAAAAAAAAA1QACAAEAAAAAAAAA',
    'AQAAAAAAAAAIAAAAOGlpbmYAAAAAAAIAAAAVaW5mZQIAAAEAAQAAaHZjMQAAAAAVaW5mZQIAAAAAAgAAZ3JpZAAAAADZaXBycAAA',
    'ALdpcGNvAAAAd2h2Y0MBBAgAAAAAAAAAAAAe8AD8//j4AAAPAyAAAQAXQAEMAf//BAgAAAMAnjgAAAMAAB66AkAhAAEAKkIBAQQI',
    'AAADAJ44AAADAAAekAQQILLdXJTXNwICBgQAAAMABAAAAwAEICIAAQAIRAHBcxgwCJAAAAAUaXNwZQAAAAAAAABAAAAAQAAAABRp',
    'c3BlAAAAAAAAAEAAAAAwAAAAEHBpeGkAAAAAAwgICAAAABppcG1hAAAAAAAAAAIAAQKBAgACAgOEAAAAGmlyZWYAAAAAAAAADmRp',
    'bWcAAgABAAEAAADdbWRhdAAAANEoAa8J4CM4R//gn3/9/hofaQ28VXflN7/1fTu9q9/+bxlPlPXhqYfJvP/V///b7s7ltKxzTHZY',
    'K9S0+WRTX9l5eqIboU0SdmIcnd+GumXnIe0jWABD8ansfytI7wpsgZQ0PLxkQOCoaNkzJeMNbDYk6SNqTOf7mfk4pQxNoBmBczeU',
    'dS1dlFBqicuZokqxmiUyIHXtPnrTtE3Eo1er61W+JDdcULZMRxmlWIRkXwPiuKumx+f1ALP5+Gf7s1614kuvrXtvjhhwLPlaNGn9',
    'w2TyQA==',
  ].join(''),
  'base64',
)

/** Where the grid says how wide and high the picture is: two numbers of 16 bits (ISO/IEC 23008-12, 6.6.2.3.2). */
export const GRID_SIZE_AT = 99

/** Where the property of the picture's size says the same, in two numbers of 32 bits (6.5.3.1). */
export const STATED_SIZE_AT = 382
