using Google.Protobuf;

namespace Downright.Onnx;

/// <summary>One field of a message, by its places in the model's bytes.</summary>
/// <param name="Number">The field's number.</param>
/// <param name="Type">How its value is written.</param>
/// <param name="Start">Where its tag begins.</param>
/// <param name="Payload">Where its value begins: of one with a length, what follows the length.</param>
/// <param name="End">Where it ends.</param>
internal readonly record struct ProtoField(int Number, WireFormat.WireType Type, int Start, int Payload, int End);
