export const handler = async (event, context) => {
  console.log('node was here');
  if (event.fail) throw new TypeError('no luck');
  return { event, name: context.functionName };
};
